"""The audit page: searchable, exportable (which is itself an entry), never changed."""

from typing import Any

from django.apps import apps
from django.db import models

from changai.kernel.access.roles import AUDIT_ADMIN
from changai.kernel.actions import registry
from changai.kernel.audit.actions import verify_chain
from changai.kernel.audit.models import Entry
from changai.kernel.screens import EXACT, Column, Filter, Panel, Screen, register

# Entries that no declared verb writes.
OTHERS = {
    "signin": "登录",
    "signin.failed": "登录失败",
    "signin.locked": "登录被暂停",
    "signout": "退出登录",
    "post.switch": "切换岗位",
    "password.change": "修改密码",
    "two_factor.on": "启用动态口令",
    "two_factor.off": "关闭动态口令",
    "access.first_administrator": "开设管理员",
    "access.reset_password": "重置密码（服务器）",
    "access.reset_two_factor": "重置动态口令（服务器）",
    "personal.read": "查看个人信息",
    "vault.unmask": "查看原文",
    "screen.export": "导出",
    "screen.download": "下载导出的文件",
    "scope.everywhere": "全域读取",
    "import.run": "导入",
    "import.undo": "撤销导入",
    "import.drop": "放弃导入",
    "import.report": "下载退回的行",
    "job.again": "重新运行任务",
    "site.backup": "备份",
    "site.restore": "恢复",
}


def acts() -> dict[str, str]:
    """Every kind of act, by title."""
    known = {**{one.key: one.title for one in registry.values()}, **OTHERS}
    return dict(sorted(known.items(), key=lambda one: one[1]))


def kinds() -> dict[str, str]:
    """Kinds of objects, by title; tables of parts that we only use are never an object of ours."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("changai.")]
    return {model._meta.label_lower: str(model._meta.verbose_name) for model in ours}


def _object(entry: Entry) -> str:
    """人员 17."""
    return (
        f"{kinds().get(entry.object_type, entry.object_type)} {entry.object_id}" if entry.object_type else ""
    )


def _changes(entry: Entry, request: Any) -> dict[str, Any]:
    """Rows of (what, before, after)."""
    names = sorted({*entry.before, *entry.after})
    rows = [(_title(entry, name), entry.before.get(name, ""), entry.after.get(name, "")) for name in names]
    return {"rows": rows, "changed": bool(entry.before)}


def _title(entry: Entry, name: str) -> str:
    """The field's name as officers know it; words that an entry brought itself stay."""
    try:
        model: Any = apps.get_model(entry.object_type) if entry.object_type else None
    except LookupError:
        model = None
    titles = []
    for step in name.split("."):
        field = next((f for f in model._meta.fields if f.name == step), None) if model else None
        titles.append(str(field.verbose_name) if field else step)
        model = field.related_model if field else None
    return "的".join(titles)


@register
class EntryScreen(Screen):
    """Who did what to which object, when and why."""

    key = "audit"
    model = Entry
    title, noun, unit = "审计记录", "审计记录", "条"
    wing, icon, position = "manage", "shield-lock", 30
    by = (AUDIT_ADMIN,)
    columns = [
        Column("at"),
        Column("account_name"),
        Column("post_title", hidden=True),
        Column("title", title="事项"),
        Column("about", title="对象", value=_object),
        Column("reason"),
        Column("address", hidden=True),
        Column("position", title="封存位置", hidden=True),
    ]
    filters = [
        Filter("at"),
        Filter("account_name"),
        Filter("action", title="事项", choices=acts),
        Filter("object_type", title="对象类别", choices=kinds),
        Filter("object_id", title="对象编号"),
        Filter("reason"),
    ]
    search = {"reason": 5, "title": 8, "account_name": 10, "object_id": EXACT}
    sections = {
        "事项": ["at", "account_name", "post_title", "title", Column("about", title="对象", value=_object), "reason", "address"],
        "内容": Panel("audit/changes.html", _changes),
        "封存": [Column("position", title="链上位置"), "digest", "stamp"],
    }  # fmt: skip
    actions = [verify_chain]
    job = "audit.verify"
    order = "-pk"
    dated = api = False
    empty = "还没有审计记录。"

    def queryset(self) -> models.QuerySet[Any]:
        """Every entry: the audit administrator's scope holds no business records, but all of the audit."""
        return Entry.objects.all()

    def heading(self, record: Entry) -> str:
        """What was done."""
        return record.title
