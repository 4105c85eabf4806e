"""Signs by which titles end."""

import re

from changai.engines.documents.text import Text

SHORT = 24
PAIRS = {"（": "）", "“": "”", "《": "》", "【": "】", "〔": "〕"}
ROLE = re.compile(r"牵头|责任|负责|配合|主办|协办|实施单位|完成时限|落实单位")
MARK_LINE = re.compile(
    r"(?:牵头|责任|负责|配合|主办|协办|参加|实施|落实)(?:单位|部门|主体|领导|处室|科室)[：:]"
)


def stop(line: str, marks: str = "。！") -> int:
    """The first sentence end that stands in no bracket or quote; -1 where there is none."""
    depth: list[str] = []
    for place, char in enumerate(line):
        if depth and char == depth[-1]:
            depth.pop()
        elif char in PAIRS and PAIRS[char] in line[place:]:
            depth.append(PAIRS[char])
        elif char in marks and not depth:
            return place
    return -1


def trailing_mark(line: str) -> int:
    """Where a closing bracket with unit names begins, at a line's end; the line's length where there is none."""
    bare = line.rstrip("。 ")
    if not bare or bare[-1] not in "）】":
        return len(line)
    depth = 0
    for place in range(len(bare) - 1, -1, -1):
        depth += (bare[place] in "）】") - (bare[place] in "（【")
        if not depth:
            return place if ROLE.search(bare[place:]) else len(line)
    return len(line)


def gap(text: Text, start: int, end: int) -> int:
    """The place of a printed gap (two blanks or a wide one) that parts a title from its text; -1 for none."""
    for place in range(start + 3, min(start + SHORT + 6, end)):
        between = text.kept[text.origin[place - 1] + 1 : text.origin[place]]
        if (
            between
            and "\n" not in between
            and not between.strip()
            and ("\u3000" in between or len(between) > 1)
        ):
            return place
    return -1


def has_text(text: Text, start: int, end: int) -> bool:
    """Whether a range holds lines other than marks that name units."""
    lines = (line.strip() for line in text.plain[start:end].split("\n"))
    return any(line and not MARK_LINE.match(line) and trailing_mark(line) for line in lines)


def more_than_list(line: str) -> bool:
    """A line of its own is a title unless it is an item of a list (ends in ； or ，)."""
    return not line.endswith(("；", "，", "、"))
