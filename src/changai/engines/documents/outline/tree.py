"""Numbers become headings where they count on; headings become a tree."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

from changai.engines.documents.outline.labels import RANK, Candidate, candidate, flattened, inline
from changai.engines.documents.outline.titles import has_text, title_end
from changai.engines.documents.text import Text

Range = tuple[int, int]
BREAK = re.compile(
    r"附件?\d*[：:]?$|附件[一二三四五六七八九十\d]*(?:$|[：:])|抄送：|抄报：|（?此件(?:公开|主动公开|依申请)"
)


@dataclass
class Node:
    """A heading. All ranges count in `Text.plain`.

    style: how it is numbered ("一、", "（一）", "1.", "条", …; "" unnumbered). label, title: as printed; number: in
    digits. level: depth in this document from 1. span: from the label to the end of all below it. title_at: None
    where no title is printed. body: its own text, from the title's end to the first heading below it. doubt: why its
    number may be misprinted. parent, children: the tree.
    """

    style: str
    label: str
    number: str
    title: str
    level: int
    span: Range
    body: Range
    title_at: Range | None = None
    doubt: str | None = None
    parent: "Node | None" = field(default=None, repr=False)
    children: list["Node"] = field(default_factory=list, repr=False)

    @property
    def heading(self) -> str:
        """Label and title as printed."""
        return self.label + self.title


def outline(text: Text) -> list[Node]:
    """All headings in order; `level`, `parent` and `children` say how they nest."""
    chosen = accepted(text)
    numbered = any(RANK[one.style] <= RANK["（1）"] for one, _ in chosen)
    return nested(text, chosen) if numbered else unnumbered(text)


def accepted(text: Text) -> list[tuple[Candidate, str | None]]:
    """Candidates that count on from one another, in order, with what is odd about them."""
    found: list[Candidate] = []
    for paragraph in text.paragraphs:
        first = candidate(text, paragraph)
        found += [first] if first else []
        found += flattened(text, paragraph) if paragraph.kind != "row" else []
    found = filled(text, found)
    last: dict[str, int] = {}
    result: list[tuple[Candidate, str | None]] = []
    for index, one in enumerate(found):
        doubt: str | None = None
        previous = last.get(one.style, 0)
        if one.style != "——" and one.value not in (1, previous + 1):
            followed = any(
                later.style == one.style and later.value == one.value + 1
                for later in found[index + 1 : index + 40]
            )
            gap = one.value - previous
            if one.value == previous and title_like(text, one):
                doubt = f"编号“{text.cut(one.start, one.after).strip()}”与前一项相同，疑为误印。"
            elif 1 < gap <= 3 and (followed or previous) and title_like(text, one):
                doubt = f"编号由{previous or '无'}跳到{one.value}，中间可能有缺失。"
            elif one.style == "1" and not followed:
                continue
            elif followed and not previous:
                doubt = f"编号从{one.value}开始，前面的可能缺失。"
            else:
                continue
        elif one.style == "1" and not bare_list(found[index:], one.value) and not previous:
            continue
        last[one.style] = one.value
        if one.rank <= RANK["（一）"] and one.style != "条":
            for style in [key for key in last if RANK[key] > one.rank]:
                if not goes_on(found, index, style, last[style]):
                    del last[style]
        result.append((one, doubt))
    return result


def bare_list(found: list[Candidate], value: int) -> bool:
    """Numbers without a point count only where at least three follow one another."""
    values = [one.value for one in found if one.style == "1"]
    return values[:3] == [value, value + 1, value + 2]


def goes_on(found: list[Candidate], index: int, style: str, value: int) -> bool:
    """Whether a numbering runs on below the next heading (measures numbered through all chapters)."""
    later = next((one for one in found[index + 1 :] if one.style == style), None)
    return bool(later and later.value == value + 1)


def title_like(text: Text, one: Candidate) -> bool:
    """Short enough, or begun with a short sentence: a heading rather than text that happens to begin so."""
    return title_end(text, one.after, one.end, more=True) > one.after


def filled(text: Text, found: list[Candidate]) -> list[Candidate]:
    """With the numbers that are printed run-in, inside a paragraph, where the numbering lacks them."""
    result: list[Candidate] = []
    for index, one in enumerate(found):
        result.append(one)
        if one.style not in ("一、", "（一）", "1."):
            continue
        later = next((x for x in found[index + 1 :] if x.rank <= one.rank), None)
        if later and later.style == one.style and later.value == one.value + 1:
            continue
        until = later.start if later else len(text.plain)
        result.extend(run_in(text, one, until, later))
    return sorted(result, key=lambda one: one.start)


def run_in(text: Text, one: Candidate, until: int, later: Candidate | None) -> list[Candidate]:
    """The next numbers of the same style in the same paragraph, until the numbering meets the next heading."""
    chain: list[Candidate] = []
    wanted = one.value + 1
    for other in inline(text.plain, one.after, min(one.end, until)):
        if other.style == one.style and other.value == wanted:
            chain.append(other)
            wanted += 1
    if not chain:
        return []
    meets = later is not None and later.style == one.style and later.value == wanted
    if one.style == "1." and not meets and (later is None or later.style == one.style):
        return []
    return chain


def nested(text: Text, chosen: list[tuple[Candidate, str | None]]) -> list[Node]:
    """The tree, with spans, titles and bodies."""
    nodes: list[Node] = []
    stack: list[Node] = []
    rank = ranks([one for one, _ in chosen])
    ends = stops(text)
    for index, (one, doubt) in enumerate(chosen):
        while stack and rank[stack[-1].style] >= rank[one.style]:
            stack.pop()
        following = chosen[index + 1][0].start if index + 1 < len(chosen) else len(text.plain)
        body_end = min(following, ends(one.start))
        line_end = min(line_of(text, one.after), body_end)
        more = has_text(text, line_end, body_end)
        cut = title_end(text, one.after, line_end, more)
        node = Node(
            style=one.style,
            label=text.cut(one.start, one.after).strip(),
            number=str(one.value) if one.value else "",
            title=text.cut(one.after, cut).strip() if cut > one.after else "",
            level=len(stack) + 1,
            span=(one.start, body_end),
            body=(cut, body_end),
            title_at=(one.after, cut) if cut > one.after else None,
            doubt=doubt,
            parent=stack[-1] if stack else None,
        )
        if stack:
            stack[-1].children.append(node)
        for above in stack:
            above.span = (above.span[0], body_end)
        stack.append(node)
        nodes.append(node)
    return nodes


def ranks(chosen: list[Candidate]) -> dict[str, float]:
    """How deep each style stands here: articles below 一、 or （一） where these come first and go on after them."""
    result: dict[str, float] = dict(RANK)
    order = [one.style for one in chosen]
    if "条" in order:
        first = order.index("条")
        for style in ("一、", "（一）"):
            around = [index for index, one in enumerate(chosen) if one.style == style and one.value > 1]
            if style in order[:first] and any(index > first for index in around):
                result["条"] = RANK[style] + 0.5
    return result


def line_of(text: Text, place: int) -> int:
    """Where the paragraph ends that holds a place."""
    end = text.plain.find("\n", place)
    return len(text.plain) if end < 0 else end


def stops(text: Text) -> Callable[[int], int]:
    """For a place, where its text must end at the latest: an attachment's head, a copy list."""
    breaks = [one.start for one in text.paragraphs if BREAK.match(text.of(one)) and one.end - one.start < 40]

    def latest(place: int) -> int:
        return next((stop for stop in breaks if stop > place), len(text.plain))

    return latest


def unnumbered(text: Text) -> list[Node]:
    """Short lines between running text, where nothing is numbered."""
    body = [one for one in text.paragraphs if one.kind != "row"]
    first = next(
        (i for i, one in enumerate(body) if text.of(one).endswith("。") or len(text.of(one)) > 60), None
    )
    if first is None:
        return []
    heads = [
        one
        for one, after in pairwise(body[first:])
        if heading_like(text.of(one)) and after.end - after.start > max(40, one.end - one.start)
    ]
    nodes = []
    for index, one in enumerate(heads):
        end = heads[index + 1].start if index + 1 < len(heads) else len(text.plain)
        title = text.cut(one.start, one.end).strip()
        nodes.append(Node("", "", "", title, 1, (one.start, end), (one.end, end), (one.start, one.end)))
    return nodes if len(nodes) > 1 else []


def heading_like(line: str) -> bool:
    """Four to thirty characters without any mark of a sentence, a date or an address."""
    return 4 <= len(line) <= 30 and not re.search(r"[。；：，！？…]|\d{4}年|[:@]|\d{6}", line)
