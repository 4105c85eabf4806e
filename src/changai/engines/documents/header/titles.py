"""The lines of a document's own title."""

import re

from changai.engines.documents.header.lines import APART, HEAVY, TITLE, organs_only, plain_title, running
from changai.engines.documents.header.named import same_lines
from changai.engines.documents.header.quotes import bare
from changai.engines.documents.text import Paragraph, Text


def title_lines(
    text: Text, lines: list[Paragraph], notice: list[int], sentence: int, named: tuple[int, int] | None
) -> list[int]:
    """The lines of the document's own title: the one that the notice names, or the first that ends as titles end."""
    wanted = bare(text.plain[slice(*named)]) if named else ""
    if wanted and (found := same_lines(text, lines, notice[-1] + 1 if notice else sentence, wanted)):
        return found
    if notice:
        after = next(
            (i for i in range(sentence, len(lines)) if i > notice[-1] and attached(text, lines, i)), None
        )
        return [after] if after is not None and wanted else []
    for index in range(min(sentence, 30)):
        for size in (1, 2, 3):
            group = list(range(index, min(index + size, sentence)))
            joined = "".join(text.of(lines[i]).strip() for i in group)
            if len(group) < size or not TITLE.match(joined) or HEAVY.search(joined):
                continue
            if any(
                organs_only(text.of(lines[i])) or APART.match(text.of(lines[i]).strip()) for i in group[:-1]
            ):
                break
            below = group[-1] + 1
            under = (
                below < sentence
                and "日" not in text.of(lines[below])
                and re.fullmatch(r"（(?:19|20)\d\d[年—~\-至].{2,12}）", text.of(lines[below]).strip())
            )
            group = [*organs_above(text, lines, index), *group]
            return [*group, below] if under else group
    first = next((i for i in range(min(sentence, 6)) if plain_title(text.of(lines[i]))), None)
    return [first] if first is not None else []


def organs_above(text: Text, lines: list[Paragraph], index: int) -> list[int]:
    """Lines of organs that a title goes on from: it names one more of them before 关于."""
    named = re.match(r"(?P<organs>[^《》，。]{3,60}?)(?:关于|印发)", text.of(lines[index]).strip())
    if not named or not organs_only(named["organs"]):
        return []
    first = index
    while first > 0 and index - first < 8 and organs_only(text.of(lines[first - 1])):
        first -= 1
    return list(range(first, index))


def attached(text: Text, lines: list[Paragraph], index: int) -> bool:
    """A line that looks like a title, after the notice's text, followed by running text or a heading."""
    line = text.of(lines[index]).strip()
    following = text.of(lines[index + 1]).strip() if index + 1 < len(lines) else ""
    return (
        bool(TITLE.match(line))
        and len(line) < 60
        and (running(following) or following.startswith("（"))
        and not running(line)
    )
