"""Which numbers count on from one another, and so are headings."""

from changai.engines.documents.outline.candidates import Candidate, candidate, flattened
from changai.engines.documents.outline.labels import DECIMAL, RANK
from changai.engines.documents.outline.running import filled
from changai.engines.documents.outline.titles import title_end
from changai.engines.documents.text import Text

#: Styles whose numbers hardly begin a line by chance.
SPOKEN = ("一、", "（一）")


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
        key = one.number.rpartition(".")[0] or one.style
        counts, doubt = judged(text, found, index, last.get(key, 0))
        if not counts or (one.style in DECIMAL and not below(one, last)):
            continue
        last[key] = one.value
        if one.rank <= RANK["任务一"] and one.style != "条":
            for style in [style for style in last if RANK.get(style, 0) > one.rank]:
                if not goes_on(found, index, style, last[style]):
                    del last[style]
        result.append((one, doubt))
    return result


def judged(text: Text, found: list[Candidate], index: int, previous: int) -> tuple[bool, str | None]:
    """Whether a candidate counts on from the number before it in its style, and what is odd about it."""
    one = found[index]
    if one.style == "——" or one.value in (1, previous + 1):
        return one.style != "1" or bool(previous) or bare_list(found[index:], one.value), None
    followed = any(
        later.style == one.style and later.value == one.value + 1 for later in found[index + 1 : index + 40]
    )
    gap = one.value - previous
    if one.value == previous and title_like(text, one):
        return True, f"编号“{text.cut(one.start, one.after).strip()}”与前一项相同，疑为误印。"
    near = 1 < gap <= 3 and bool(followed or previous)
    if (near or rises(found, index, gap)) and title_like(text, one):
        return True, f"编号由{previous or '无'}跳到{one.value}，中间可能有缺失。"
    if followed and not previous:
        return True, f"编号从{one.value}开始，前面的可能缺失。"
    return False, None


def below(one: Candidate, last: dict[str, int]) -> bool:
    """A number such as 2.3 counts where the heading 2 stands above it, and 2.3.1 where 2.3 does."""
    if len(one.above) > 1:
        return last.get(str(one.above[0])) == one.above[1]
    return one.above[0] in [last.get(style) for style in ("1", "1.", "一、", "章", "节")]


def bare_list(found: list[Candidate], value: int) -> bool:
    """Numbers without a point count only where at least three follow one another."""
    values = [one.value for one in found if one.style == "1"]
    return values[:3] == [value, value + 1, value + 2]


def goes_on(found: list[Candidate], index: int, style: str, value: int) -> bool:
    """Whether a numbering runs on below the next heading (measures numbered through all chapters)."""
    later = next((one for one in found[index + 1 :] if one.style == style), None)
    return bool(later and (later.value == value + 1 or (style in SPOKEN and later.value > value + 1)))


def rises(found: list[Candidate], index: int, gap: int) -> bool:
    """A numbering in words that leaves some out, as excerpts do: it goes up before and after."""
    one = found[index]
    later = next((other for other in found[index + 1 :] if other.style == one.style), None)
    return (
        one.style in SPOKEN
        and 1 < gap <= 12
        and (later is None or later.value > one.value or later.value == 1)
    )


def title_like(text: Text, one: Candidate) -> bool:
    """Short enough, or begun with a short sentence: a heading rather than text that happens to begin so."""
    return title_end(text, one.after, one.end, more=True) > one.after
