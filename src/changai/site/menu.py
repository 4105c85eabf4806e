"""The menu: wings in the reform's order, screens from the registry, and plain views declared here."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from changai.kernel.access.roles import (
    ADMINISTRATORS,
    EMPLOYER_CLERK,
    REGIONAL,
    SCHOOL_CLERK,
    UNION_OFFICER,
    WORKING,
    Role,
)
from changai.kernel.screens import screens

WINGS = {
    "me": "我的工作",
    "reform": "改革推进",
    "workforce": "工人队伍",
    "voice": "民主与荣誉",
    "skills": "技能成长",
    "rights": "权益保障",
    "livelihood": "就业与服务",
    "benefits": "待遇与资金",
    "manage": "管理",
}


@dataclass(frozen=True)
class Entry:
    """A plain view in the menu. `href` is its address; screens need no entry."""

    wing: str
    title: str
    href: str
    by: Sequence[Role]
    icon: str = "list"
    position: int = 50


# A slice with a view of its own adds one line here.
ENTRIES: list[Entry] = [
    Entry("reform", "目标进度", "/progress/", REGIONAL, "flag", 11),
    Entry("reform", "全文搜索", "/texts/", REGIONAL, "search", 25),
    Entry("reform", "方案比较", "/compare/", REGIONAL, "columns-3", 16),
    Entry("reform", "部门任务", "/departments/", REGIONAL, "building-community", 15),
    Entry("workforce", "结构分析", "/picture/", WORKING, "chart-bar", 5),
    Entry("workforce", "导入名册", "/imports/", (UNION_OFFICER, EMPLOYER_CLERK), "file-import", 60),
    Entry("me", "我的办件", "/inbox/", (*WORKING, SCHOOL_CLERK), "checklist", 10),
    Entry("me", "办事流程", "/procedures/", (*WORKING, SCHOOL_CLERK), "git-merge", 70),
    Entry("me", "期限计算", "/terms/", (*WORKING, SCHOOL_CLERK), "calendar", 80),
    Entry("manage", "参数", "/parameters/", (*WORKING, *ADMINISTRATORS), "adjustments", 60),
]


def _entries(role: Role) -> list[Entry]:
    declared = [
        Entry(one.wing, one.title, f"/{one.key}/", one.by, one.icon, one.position)
        for one in screens()
        if one.menu
    ]
    return [one for one in [*ENTRIES, *declared] if role in one.by]


def _under(entries: Sequence[Entry], path: str) -> str:
    return max((one.href for one in entries if path.startswith(one.href)), key=len, default="")


def current(role: Role, path: str) -> str:
    """The address of the role's entry that a path lies under; the home page where it has none."""
    return _under(_entries(role), path) or "/"


def menu(role: Role, path: str) -> list[dict[str, Any]]:
    """Wings with the entries that a role may use; the entry that the path lies under is current."""
    mine = _entries(role)
    here = _under(mine, path)
    home = {"title": "首页", "href": "/", "icon": "home", "current": path == "/"}
    wings = []
    for key, title in WINGS.items():
        entries = sorted((one for one in mine if one.wing == key), key=lambda one: (one.position, one.title))
        drawn = [
            {"title": one.title, "href": one.href, "icon": one.icon, "current": one.href == here}
            for one in entries
        ]
        if key == "me":
            drawn.insert(0, home)
        if drawn:
            wings.append({"title": title, "entries": drawn, "open": any(one["current"] for one in drawn)})
    return wings
