"""Which headings of a plan are its measures."""

import re
from collections import Counter

from changai.engines.documents.outline import Node
from changai.engines.documents.plans.marks import Mark
from changai.engines.documents.text import Text

_DO = r"(?:加强|强化|完善|健全|做好|抓好|严格|切实|狠抓|压实|夯实|明确)?"
PAST = re.compile(
    r".*(?:基础|现状|背景|形势|成效|成就|成绩|回顾|意义|问题|困难|挑战|机遇|情况)(?:和.*|与.*|及.*)?"
)
AIMS = re.compile(
    rf"(?:{_DO}(?:指导|总体|主要|工作|发展|行动|改革|建设|年度|任务|基本|阶段|实施|近期|具体|培训|奋斗|战略|预期|活动|量化|规划|培养)*"
    r"(?:要求|思想|思路|原则|目标|目标任务|任务目标|目标要求|指标|依据|范围|步骤|阶段|安排|意义|背景|形势|现状|基础|对象|方针|定位)"
    r"(?:和|及|与|、)?)+"
    r"|总则|附则|引言|前言|名词解释|适用(?:范围|对象)|(?:工作|发展)?(?:基础|现状)(?:与|和)形势|.{0,6}(?:时间|进度|步骤|阶段|实施步骤)(?:安排)?(?:及要求)?|有效期|施行(?:日期|时间)|其他(?:事项)?|解释"
)
FRAME = re.compile(
    rf"{_DO}(?:组织|实施|工作|政策|推进|监督|督促|督查|检查|考核|宣传|资金|经费|舆论|责任|相关|有关|几点|保障|服务|制度|机制|领导|综合|支撑)*"
    r"(?:领导|保障|实施|要求|措施|落实|机制|考核|检查|督查|督导|引导|推进|体系|支撑|责任)(?:和(?:组织|工作|政策)?(?:保障|实施|要求|措施|落实))?"
)
#: Headings that only hold measures.
CONTAINER = re.compile(
    r"(?:主要|重点|工作|改革|具体|目标|政策)*(?:任务|内容|措施|举措|安排|事项)(?:分工|分解|及分工|和分工)?"
)
CLOSING = re.compile(
    r"(?:自|从)[^，。]{0,24}(?:起|之日)(?:起)?(?:施行|实施|实行|执行|生效)|负责解释|有效期[为至]?"
)
LOOSE = ("——", "①", "（1）", "")


def frame_kind(node: Node, text: Text) -> str:
    """aims (总体要求, 目标 …), frame (组织实施, 保障 …), closing (施行, 解释), or "" for a real part."""
    title = text.plain[slice(*node.title_at)].strip(" 。：") if node.title_at else ""
    if title and AIMS.fullmatch(title):
        return "aims"
    body = text.plain[node.span[0] : node.span[1]]
    if len(body) < 160 and CLOSING.search(body) and not re.search(r"牵头|责任单位", body):
        return "closing"
    parts = re.split("[，、；]", title)
    return "frame" if title and all(FRAME.fullmatch(part) for part in parts) else ""


def reports(node: Node | None, text: Text) -> bool:
    """A part, or one above it, that tells of what was (发展基础, 面临形势) and sets nothing."""
    while node is not None:
        title = text.plain[slice(*node.title_at)].strip(" 。：") if node.title_at else ""
        if title and PAST.fullmatch(title):
            return True
        node = node.parent
    return False


def of_range(nodes: list[Node], start: int, end: int) -> list[Node]:
    """Headings that lie in the document itself."""
    return [node for node in nodes if start <= node.span[0] < end]


def under(node: Node) -> list[Node]:
    """All below a heading."""
    return [one for child in node.children for one in (child, *under(child))]


def chosen(text: Text, nodes: list[Node], marks: list[Mark]) -> list[Node]:
    """The headings that are measures, in order."""
    tops = [node for node in nodes if node.parent is None or node.parent not in nodes]
    real = [node for node in tops if frame_kind(node, text) in ("", "frame")]
    holders = Counter[str]()
    holding: dict[int, int] = {}
    shared: list[Node] = []
    for mark in marks:
        owner = innermost(nodes, mark)
        if owner is None or owner.style in LOOSE or within(owner, text, "aims"):
            continue
        if shares(text, owner, mark):
            shared.append(owner)
            continue
        holders[owner.style] += id(owner) not in holding
        holding[id(owner)] = holding.get(id(owner), 0) + 1
    if shared and len(shared) * 2 > holders.total() - len(shared):
        style: str | None = Counter(child.style for node in shared for child in node.children).most_common(1)[
            0
        ][0]
    else:
        style = marked_style(nodes, holders, holding) if holders else plain_style(text, real)
    if style is None:
        return []
    first = next((node for node in nodes if node.style == style), None)
    found = [one for node in real for one in collected(text, node, style, holding)]
    framed = [
        one
        for node in real
        if frame_kind(node, text) == "frame"
        for one in collected(text, node, style, holding)
    ]
    keep = kept_frames(text, nodes, style, holding, found, framed)
    return [one for one in found if one not in framed or one in keep] if first else []


def shares(text: Text, node: Node, mark: Mark) -> bool:
    """The mark stands in a heading's line, above measures that it holds for: their own titles and text say so."""
    below = [child for child in node.children if child.style not in LOOSE]
    if (
        not below
        or mark.start > below[0].span[0]
        or len(text.plain[node.body[0] : mark.start].strip(" 。\n")) > 12
    ):
        return False
    real = [
        child for child in below if child.title and len(text.plain[slice(*child.body)].strip(" 。；\n")) > 2
    ]
    runs_on = below[0].number not in ("", "1")
    return len(real) * 2 > len(below) or runs_on


def innermost(nodes: list[Node], mark: Mark) -> Node | None:
    """The deepest heading whose text holds a mark; dashes and circled numbers count as their parent's."""
    held = [node for node in nodes if node.span[0] <= mark.start < node.span[1]]
    while held and held[-1].style in LOOSE:
        held.pop()
    return held[-1] if held else None


def within(node: Node, text: Text, kind: str) -> bool:
    """A heading, or one above it, is of a kind."""
    above: Node | None = node
    while above is not None:
        if frame_kind(above, text) == kind:
            return True
        above = above.parent
    return False


def marked_style(nodes: list[Node], holders: Counter[str], holding: dict[int, int]) -> str:
    """The style that holds most marks; its parents' where only the last of several siblings holds one."""
    style = max(holders, key=lambda one: (holders[one], -next(n.level for n in nodes if n.style == one)))
    parents = [node for node in nodes if any(child.style == style for child in node.children)]
    groups = [[child for child in node.children if child.style == style] for node in parents]
    several = [group for group in groups if len(group) > 1]
    last_only = [
        group
        for group in several
        if [id(one) in holding for one in group] == [False] * (len(group) - 1) + [True]
    ]
    if several and len(last_only) == len(several) and len(several) > 1 and parents[0].level > 1:
        return parents[0].style
    return style


def plain_style(text: Text, real: list[Node]) -> str | None:
    """Where no mark says it: the second level, or the third where the second has no text of its own."""
    tops = [node for node in real if frame_kind(node, text) == ""] or real
    with_children = [node for node in tops if any(child.style not in LOOSE for child in node.children)]
    if not tops:
        return None
    if len(with_children) * 2 < len(tops) or (len(with_children) == 1 and len(tops) > 3):
        own = [node for node in tops if not CONTAINER.fullmatch(node.title)]
        return own[0].style if own else None
    second = [child for node in with_children for child in node.children if child.style not in LOOSE]
    deeper = [one for one in second if any(child.style not in LOOSE for child in one.children)]
    bare = [one for one in deeper if len(text.plain[slice(*one.body)].strip(" 。\n")) < 12 and one.title]
    if len(bare) * 2 > len(second):
        return bare[0].children[0].style
    return Counter(one.style for one in second).most_common(1)[0][0]


def collected(text: Text, node: Node, style: str, holding: dict[int, int]) -> list[Node]:
    """Measures at or below a heading: those of the style; where there are none, whatever holds marks or text."""
    if node.style == style:
        return [node] if frame_kind(node, text) not in ("aims", "closing") else []
    if frame_kind(node, text) in ("aims", "closing"):
        return []
    below = under(node)
    if any(one.style == style for one in below):
        return [one for child in node.children for one in collected(text, child, style, holding)]
    if id(node) in holding:
        return [node]
    if any(id(one) in holding for one in below):
        return [one for child in node.children for one in collected(text, child, style, holding)]
    leaf = node.level > 1 and node.title and len(text.plain[slice(*node.body)].strip()) > 20
    return (
        [node]
        if leaf
        and node.style not in LOOSE
        and frame_kind(node, text) == ""
        and not within(node, text, "frame")
        else []
    )


def kept_frames(
    text: Text, nodes: list[Node], style: str, holding: dict[int, int], found: list[Node], framed: list[Node]
) -> list[Node]:
    """Of 组织实施 and the like those that are measures: they hold marks, or the measures' numbers run on into them."""
    real = [one for one in found if one not in framed]
    if not real:
        return framed
    shared = any(node.style == style and within(node, text, "aims") for node in nodes)
    keep: list[Node] = []
    for one in framed:
        marked = id(one) in holding or any(id(below) in holding for below in under(one))
        top = one
        while top.parent is not None:
            top = top.parent
        siblings = [
            other for other in framed if other.span[0] >= top.span[0] and other.span[1] <= top.span[1]
        ]
        fellows = any(id(other) in holding for other in siblings)
        runs_on = one.level > 1 and one.number.isdigit() and not shared and int(one.number) > len(real) > 0
        if marked or fellows or (runs_on and one.style == style and one.style != "（一）"):
            keep.append(one)
    return keep
