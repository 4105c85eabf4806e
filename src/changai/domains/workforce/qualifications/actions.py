"""Writers of qualifications: education reached, certificates held."""

from datetime import date
from typing import Any

from django import forms

from changai.domains.workforce.people.actions import KEEPERS, correction, lock, refresh, withdrawal
from changai.domains.workforce.people.models import Worker
from changai.domains.workforce.qualifications.models import SKILL_LEVELS, Certificate, Education
from changai.domains.workforce.qualifications.queries import number_doubt
from changai.kernel.access.models import Post
from changai.kernel.actions import ActionRefused, action
from changai.kernel.screens.codes import CodeField
from changai.kernel.screens.fields import ActionForm, RecordField

RANKS = SKILL_LEVELS[1:]


class EducationForm(ActionForm):
    """A level of education reached."""

    level = CodeField(
        "education", label="文化程度", help_text="国家承认的学历，按 GB/T 4658 填到毕业、结业或肄业"
    )
    since = forms.DateField(label="取得日期", required=False, help_text="毕业证书上的日期；不清楚的留空")


@action("education.add", title="登记学历", by=KEEPERS, form=EducationForm, target=Worker)
def add_education(worker: Worker, *, by: Post, level: str, since: date | None = None) -> Education:
    """A level reached; the highest one shows on the card."""
    person = lock(worker.pk)
    made = Education(person=person, level=level, since=since)
    _check_education(made)
    made.save()
    refresh([person.pk])
    return made


def _check_education(one: Education) -> None:
    """Not before birth, not in the future, each level once."""
    if one.since is not None and not one.person.birth_date < one.since <= date.today():
        raise ActionRefused(f"没有登记：取得日期 {one.since} 早于出生日期或还没有到，请核对")
    if Education._base_manager.filter(person=one.person, level=one.level).exclude(pk=one.pk).exists():
        raise ActionRefused("没有登记：这个文化程度已经登记过，日期有误的请更正那一条")


class EducationCorrectionForm(EducationForm):
    """The entry as it should have been recorded."""

    reason = forms.CharField(label="更正理由", max_length=400)


correct_education = correction(
    "education.correct", "更正学历", Education, EducationCorrectionForm, _check_education
)
withdraw_education = withdrawal("education.withdraw", "撤回学历", Education)


class CertificateForm(ActionForm):
    """A certificate held."""

    kind = forms.ChoiceField(
        label="证书类别", choices=Certificate.KINDS, help_text="专项职业能力证书不是等级证书，不在此登记"
    )
    occupation = RecordField(
        "codes.occupation", label="职业", required=False, help_text="证书上的职业（工种）"
    )
    rank = forms.TypedChoiceField(
        label="技能等级", choices=RANKS, coerce=int, help_text="五级/初级工最低，依次升高"
    )
    number = forms.CharField(label="证书编号", max_length=40, required=False)
    as_printed = forms.BooleanField(
        label="编号与规则不符，按证书原样登记", required=False, help_text="早年证书和部分省份另有编号规则"
    )
    issued_on = forms.DateField(label="取证日期", required=False)

    def clean(self) -> dict[str, Any]:
        """The number of a level certificate is compared with its rule; the officer may let it stand."""
        data = super().clean() or {}
        number = data["number"] = data.get("number", "").strip().upper()
        if number and data.get("kind") == "level" and "rank" in data and not data.get("as_printed"):
            doubt = number_doubt(number, data["rank"], data.get("issued_on"))
            if doubt:
                self.add_error("number", f"{doubt}；请核对，证书上确实如此的请勾选“按证书原样登记”")
        data.pop("as_printed", None)
        return data


@action("certificate.add", title="登记技能证书", by=KEEPERS, form=CertificateForm, target=Worker)
def add_certificate(
    worker: Worker,
    *,
    by: Post,
    rank: int,
    kind: str = "level",
    occupation: str = "",
    number: str = "",
    issued_on: date | None = None,
) -> Certificate:
    """A certificate held; its number is on record once."""
    person = lock(worker.pk)
    made = Certificate(
        person=person, kind=kind, occupation=occupation, rank=rank, number=number, issued_on=issued_on
    )
    _check_certificate(made)
    made.save()
    refresh([person.pk])
    return made


def _check_certificate(one: Certificate) -> None:
    """Days in order, number once."""
    if one.issued_on is not None and not one.person.birth_date < one.issued_on <= date.today():
        raise ActionRefused(f"没有登记：取证日期 {one.issued_on} 早于出生日期或还没有到，请核对")
    if one.revoked_on is not None and one.issued_on is not None and one.revoked_on < one.issued_on:
        raise ActionRefused(f"没有登记：注销日期 {one.revoked_on} 早于取证日期 {one.issued_on}，请核对")
    if one.number and Certificate._base_manager.filter(number=one.number).exclude(pk=one.pk).exists():
        raise ActionRefused(
            "没有登记：这个证书编号已经登记在库中；一证一号，请核对编号，或更正已登记的那一条"
        )


class RevokeForm(ActionForm):
    """A certificate that no longer holds."""

    revoked_on = forms.DateField(label="注销日期", help_text="自该日起不再计入技能等级")
    reason = forms.CharField(label="注销原因", max_length=400)


@action(
    "certificate.revoke",
    title="注销技能证书",
    by=KEEPERS,
    form=RevokeForm,
    target=Certificate,
    when=lambda certificate: certificate.revoked_on is None,
    danger=True,
    warning="注销后这本证书自注销之日起不再计入技能等级，也不能作为申领补贴的依据。",
)
def revoke_certificate(certificate: Certificate, *, by: Post, revoked_on: date, reason: str) -> Certificate:
    """The certificate ceases to hold on the day."""
    lock(certificate.person_id)
    if revoked_on > date.today():
        raise ActionRefused(f"没有注销：{revoked_on} 还没有到，请核对日期")
    certificate.revoked_on = revoked_on
    _check_certificate(certificate)
    certificate.save()
    refresh([certificate.person_id])
    return certificate


class CertificateCorrectionForm(CertificateForm):
    """The entry as it should have been recorded."""

    reason = forms.CharField(label="更正理由", max_length=400)


correct_certificate = correction(
    "certificate.correct", "更正技能证书", Certificate, CertificateCorrectionForm, _check_certificate
)
withdraw_certificate = withdrawal("certificate.withdraw", "撤回技能证书", Certificate)
