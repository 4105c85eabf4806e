"""Pages of documents and of the figures in them."""

from typing import Any

from django.db.models import QuerySet

from changai.domains.reform.documents.actions import correct_document, offer, withdraw_document
from changai.domains.reform.documents.models import KINDS, Document, Figure
from changai.domains.reform.documents.queries import excerpt, kept, waiting
from changai.kernel.access.roles import REGIONAL, UNION_OFFICER
from changai.kernel.screens import Column, Filter, HomeCard, Panel, Screen, register, register_home_card


@register
class DocumentScreen(Screen):
    """文件资料."""

    key = "documents"
    model = Document
    title, noun, unit = "文件资料", "文件", "份"
    wing, icon, position = "reform", "file-text", 20
    by = REGIONAL
    dated = False
    columns = [
        Column("title", sort=True),
        "kind",
        Column("number", title="文号"),
        Column("issuer", title="发文单位", value=lambda one: one.issuer),
        Column("issued_on", sort=True),
        Column("region", title="地区"),
        "figure_count",
        "doubt_count",
        Column("state", hidden=True),
        Column("created_at", hidden=True, sort=True),
        Column("account_name", hidden=True),
    ]
    filters = [
        Filter("kind", choices=KINDS),
        Filter("issued_on"),
        Filter("state", choices=[("kept", "已入库"), ("withdrawn", "已撤回")]),
    ]
    search = {"title": 10, "number": 8, "notice_title": 4}
    sections = {"文件": ["title", "notice_title", "number", "kind", "issued_on", "region", "state"]}
    actions = [offer, correct_document, withdraw_document]
    order = "-issued_on"
    empty = "还没有文件资料。上传一份方案、答复或者报告，系统读出任务、数字和疑点，核对后保存。"

    def queryset(self) -> QuerySet[Any]:
        """Documents on record."""
        return kept().defer("text", "reading")

    def initial(self, action: Any, record: Any, post: Any) -> dict[str, Any]:
        """Issuers as one text."""
        return {"issuers": record.issuer} if action is correct_document else {}


def _place(figure: Any, request: Any) -> dict[str, Any]:
    """Where the figure stands, and the address of that place."""
    return {
        "excerpt": excerpt(figure.document, figure.start, figure.end),
        "address": request.frame.link(f"/documents/{figure.document_id}/") + f"#f{figure.order}",
    }


@register
class FigureScreen(Screen):
    """数字."""

    key = "figures"
    model = Figure
    title, noun, unit = "文件中的数字", "数字", "个"
    wing, icon, position = "reform", "list-details", 30
    by = REGIONAL
    dated = False
    columns = [
        Column("subject", title="内容"),
        Column("value", title="数值", value=lambda one: one.shown, kind="number", show=str),
        Column("unit"),
        Column("period"),
        Column("quote"),
        Column("document", title="出处"),
        Column("document__issued_on", title="成文日期", hidden=True),
        Column("document__region", title="地区", hidden=True),
    ]
    filters = [
        Filter("document__kind", title="文件种类", choices=KINDS),
        Filter("document__issued_on", title="成文日期"),
        Filter("unit", title="单位", kind="text"),
    ]
    search = {"subject": 10, "quote": 4}
    sections = {
        "数字": [
            "subject",
            Column("shown", title="数值", value=lambda one: one.shown, kind="text"),
            "unit",
            "period",
            "approx",
            "bound",
            "document",
        ],
        "原文": Panel("documents/place.html", _place),
    }
    order = "pk"
    empty = "还没有数字。保存文件资料时，文中的数字连同原文位置一起记下。"

    def queryset(self) -> QuerySet[Any]:
        """Figures of documents on record."""
        return (
            Figure.objects.filter(document__state="kept")
            .select_related("document")
            .defer("document__text", "document__reading")
        )


def _waiting(request: Any) -> list[dict[str, Any]]:
    """Uploads to be looked at and kept."""
    count = waiting().count()
    note = "读出来的内容核对后才进资料库"
    return (
        [{"title": "上传的文件待保存", "count": count, "href": "/documents/new/", "note": note}]
        if count
        else []
    )


register_home_card(HomeCard("documents", "上传的文件", "waits", (UNION_OFFICER,), _waiting, 35))
