"""Which numbers count on from one another, and so are headings."""

from changai.engines.documents.outline.candidates import Candidate, candidate, flattened
from changai.engines.documents.outline.labels import RANK
from changai.engines.documents.outline.running import filled
from changai.engines.documents.outline.titles import title_end
from changai.engines.documents.text import Text


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
