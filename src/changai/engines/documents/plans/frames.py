"""Parts of a plan that hold no measures: aims, background, carrying out, closing."""

import re

from changai.engines.documents.outline import Node
from changai.engines.documents.text import Text

_DO = r"(?:加强|强化|完善|健全|做好|抓好|严格|切实|狠抓|压实|夯实|明确)?"
PAST = re.compile(
    r".*(?:基础|现状|背景|形势|成效|成就|成绩|回顾|意义|问题|困难|挑战|机遇|情况)(?:和.*|与.*|及.*)?"
)
#: 基础 that is to be made firm, not told of.
FIRM = re.compile(r"(?:夯实|打牢|筑牢|巩固|做实|建强|强化|加强).*基础")
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
#: Policies that are set, not how they are carried out.
POLICY = re.compile(r"(?:主要|具体|支持|扶持|激励|配套|优惠|奖补)*政策(?:和|与)?(?:措施|举措|支持|扶持|内容)")
#: Headings that only hold measures.
CONTAINER = re.compile(
    r"(?:主要|重点|工作|改革|具体|目标|政策)*(?:任务|内容|措施|举措|安排|事项)(?:分工|分解|及分工|和分工)?"
)
CLOSING = re.compile(
    r"(?:自|从)[^，。]{0,24}(?:起|之日)(?:起)?(?:施行|实施|实行|执行|生效)|负责解释|有效期[为至]?"
)
LOOSE = ("——", "①", "（1）", "")


def plain_title(node: Node, text: Text) -> str:
    """A heading's title in simplified script; "" where it has none."""
    return text.plain[slice(*node.title_at)].strip(" 。：") if node.title_at else ""


def frame_kind(node: Node, text: Text) -> str:
    """aims (总体要求, 目标 …), frame (组织实施, 保障 …), closing (施行, 解释), or "" for a real part."""
    title = plain_title(node, text)
    if title and AIMS.fullmatch(title) and not FIRM.fullmatch(title):
        return "aims"
    body = text.plain[node.span[0] : node.span[1]]
    if len(body) < 160 and CLOSING.search(body) and not re.search(r"牵头|责任单位", body):
        return "closing"
    parts = re.split("[，、；]", title)
    return (
        "frame"
        if title and not POLICY.fullmatch(title) and all(FRAME.fullmatch(part) for part in parts)
        else ""
    )


def reports(node: Node | None, text: Text) -> bool:
    """A part, or one above it, that tells of what was (发展基础, 面临形势) and sets nothing."""
    while node is not None:
        title = plain_title(node, text)
        if title and PAST.fullmatch(title) and not FIRM.fullmatch(title):
            return True
        node = node.parent
    return False


def within(node: Node, text: Text, kind: str) -> bool:
    """A heading, or one above it, is of a kind."""
    above: Node | None = node
    while above is not None:
        if frame_kind(above, text) == kind:
            return True
        above = above.parent
    return False
