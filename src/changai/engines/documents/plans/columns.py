"""What the columns of a table of tasks mean."""

import re

from changai.engines.documents.text import Text
from changai.engines.documents.units.spans import Span, trim

HEADS: dict[str, re.Pattern[str]] = {
    "number": re.compile(r"序号?|编号|条目|项号"),
    "lead": re.compile(
        r"(?:总?牵头|主办|主责|第一责任)(?:责任)?(?:市直|县直|区直)?(?:单位|部门|领导单位)?(?:（.*）)?"
    ),
    "help": re.compile(r"(?:配合|协办|参加|参与|协同|协助)(?:责任)?(?:单位|部门)(?:（.*）)?"),
    "do": re.compile(
        r"(?:责任|负责|承办|落实|实施|执行)(?:单位|部门|主体|处室|科室)(?:（.*）)?|(?:责任)?单位"
    ),
    "due": re.compile(r".*(?:时限|时间|期限|节点|进度)(?:要求|安排)?"),
    "title": re.compile(
        r"(?:重点|主要|改革|年度|具体|工作)*(?:任务|事项|项目|措施|举措|工作|内容)(?:名称|事项|项目|内容)?(?:分解)?|名称|改革举措|任务清单"
    ),
    "text": re.compile(
        r"(?:具体|工作|主要|任务|目标|改革|推进|重点)*(?:内容|要求|举措|措施|任务|目标|成果|标准|做法|成果形式)(?:（.*）)?"
    ),
    "group": re.compile(r"(?:类别|分类|一级任务|领域|方面|板块|项目类别|任务类别|类型)"),
    "skip": re.compile(
        r"(?:责任人|责任领导|牵头领导|分管领导|备注|联系人|联系电话|进展情况|完成情况|市领导|县领导)"
    ),
}


def cells_of(text: Text, start: int, end: int) -> list[Span]:
    """Ranges between tabs."""
    found, begin = [], start
    for place in [*(m.start() + start for m in re.finditer("\t", text.plain[start:end])), end]:
        found.append(trim(text.plain, begin, place, " \t\n"))
        begin = place + 1
    return found


def columns_of(text: Text, cells: list[Span]) -> list[str | None] | None:
    """The columns' meanings where a row is a head that names tasks and units; else None."""
    names: list[str | None] = []
    for start, end in cells:
        word = re.sub(r"\s", "", text.plain[start:end])
        name = next(
            (
                key
                for key in ("number", "skip", "lead", "help", "do", "due", "group")
                if HEADS[key].fullmatch(word)
            ),
            None,
        )
        if name is None and word and HEADS["title"].fullmatch(word) and "title" not in names:
            name = "title"
        elif name is None and word and (HEADS["text"].fullmatch(word) or HEADS["title"].fullmatch(word)):
            name = "text"
        names.append(name)
    if {"lead", "help"} & set(names) or names.count("do") > 1:
        # Where units have columns of their own, a column of offices inside them names no unit.
        inner = [
            re.search(r"(?:处|科|股)室$", re.sub(r"\s", "", text.plain[start:end])) for start, end in cells
        ]
        names = ["skip" if name == "do" and one else name for name, one in zip(names, inner, strict=True)]
    found = set(names)
    return names if found & {"title", "text"} and found & {"lead", "do"} else None
