"""Forms of the steps of a proposal."""

from typing import Any

from django import forms

from changai.domains.reform.documents.models import Document
from changai.domains.reform.documents.queries import kept
from changai.domains.reform.proposals.models import CLASSES, DISCLOSURES, KINDS, VERDICTS
from changai.kernel.casework.forms import StepForm
from changai.kernel.parties.models import Organisation
from changai.kernel.screens.codes import PartyField
from changai.kernel.screens.fields import ActionForm
from changai.kernel.screens.pickers import model_picker

model_picker(
    "parties.organisation.department",
    rows=lambda: Organisation.objects.filter(kind="department", ended_on=None),
)
model_picker("documents.document.letter", ("title", "number"), lambda: kept().filter(kind="reply"))
LONG = forms.Textarea(attrs={"rows": 6})
VERY_LONG = forms.Textarea(attrs={"rows": 16})
NAMES_HELP = "一行写一位，第一位是领衔人。"


class ReceiveForm(ActionForm):
    """A proposal as it arrived; what a letter on record tells of it need not be typed."""

    document = PartyField(
        "documents.document.letter",
        label="从文件带入",
        required=False,
        help_text="文件资料里已有它的答复的，选上后，下面没有填的项目从文件里带入。",
    )
    kind = forms.ChoiceField(label="类别", choices=KINDS)
    body = forms.CharField(
        label="会议机构",
        max_length=60,
        required=False,
        help_text="例如：某某市人民代表大会、政协某某市委员会。",
    )
    session = forms.CharField(label="届次", max_length=40, required=False, help_text="例如：六届四次会议。")
    number = forms.CharField(
        label="建议编号", max_length=20, required=False, help_text="只填号码，例如：12。"
    )
    title = forms.CharField(label="标题", max_length=200, required=False)
    proposers = forms.CharField(
        label="提出人", widget=forms.Textarea(attrs={"rows": 3}), required=False, help_text=NAMES_HELP
    )
    content = forms.CharField(label="内容", widget=LONG, required=False)
    on = forms.DateField(label="收到日期", required=False, help_text="不填为今天。")

    def clean(self) -> dict[str, Any]:
        """What was left empty comes from the letter; what is in neither is asked for."""
        given = super().clean() or {}
        told = told_by(given.get("document"))
        for name, label in (
            ("body", "会议机构"),
            ("session", "届次"),
            ("number", "建议编号"),
            ("title", "标题"),
            ("proposers", "提出人"),
        ):
            given[name] = found = given.get(name) or told.get(name, "")
            if not found and name not in self.errors:
                self.add_error(name, f"所选文件里没有读出{label}，请填写" if told else f"请填写{label}")
        number = given.get("number") or ""
        given["number"] = number.strip().removeprefix("第").removesuffix("号").strip()
        names = [one.strip() for one in (given.get("proposers") or "").replace("、", "\n").splitlines()]
        given["proposers"] = list(dict.fromkeys(one for one in names if one))
        return given


def told_by(document: Document | None) -> dict[str, str]:
    """What a letter's reading tells of the proposal that it answers; names one a line."""
    if document is None:
        return {}
    read = document.reading.get("proposal") or {}
    return {
        "body": read.get("body") or "",
        "session": read.get("session") or "",
        "number": read.get("number") or "",
        "title": (read.get("title") or "")[:200],
        "proposers": "\n".join(document.reading.get("recipient") or ()),
    }


class AssignForm(ActionForm):
    """Who answers, who is asked for an opinion, from which day the term counts."""

    lead = PartyField("parties.organisation.department", label="主办单位")
    cohandlers = forms.MultipleChoiceField(
        label="会办单位", required=False, widget=forms.CheckboxSelectMultiple
    )
    on = forms.DateField(label="交办日期", required=False, help_text="答复期限从这一天起算，不填为今天。")
    note = forms.CharField(label="交办意见", max_length=400, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Organisation.objects.filter(kind="department", ended_on=None).order_by("name")
        self.fields["cohandlers"].choices = [(str(one.pk), one.name) for one in units]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The lead is not its own co-handler."""
        given = super().clean() or {}
        lead = given.get("lead")
        if lead is not None and str(lead.pk) in given.get("cohandlers", ()):
            self.add_error("cohandlers", "主办单位不能同时是会办单位，请去掉其中一个")
        return given


class OpinionForm(StepForm):
    """A co-handler's opinion."""

    opinion = forms.CharField(label="会办意见", widget=LONG)
    field_order = ("opinion", "on", "note")


class DraftForm(ActionForm):
    """The reply as the lead unit would send it."""

    klass = forms.ChoiceField(label="办理分类", choices=CLASSES)
    disclosure = forms.ChoiceField(label="公开情况", choices=DISCLOSURES)
    reply = forms.CharField(
        label="答复", widget=VERY_LONG, help_text="从“现答复如下”之后写起，称呼和落款由系统排印。"
    )
    note = forms.CharField(label="送审说明", max_length=400, required=False)


class VerdictForm(StepForm):
    """What the one who proposed says of the reply."""

    verdict = forms.ChoiceField(label="意见", choices=VERDICTS[:2])
    field_order = ("verdict", "on", "note")
