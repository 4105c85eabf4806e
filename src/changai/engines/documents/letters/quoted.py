"""The title of a proposal, in quotes that are whole, damaged or missing."""

import re

from changai.engines.documents.letters.parts import Parts
from changai.engines.documents.reading import Doubt
from changai.engines.documents.text import Text

OPEN, CLOSE = "“《「『", "”》」』"
ENTERED = re.compile(
    r"^(?:(?:建议|提案|议案)?(?:标\s?题|题\s?目|名\s?称)|案\s?由)(?:\s?[：:]\s?|\t)(?P<title>.{4,80}?(?:建议|提案|议案|问题)?)\s?$"
)


def named(text: Text, opening: tuple[int, int] | None, said: str) -> tuple[str | None, Doubt | None]:
    """The title in quotes as printed; where quotes are damaged or missing, as far as words bound it."""
    if opening is None:
        return None, None

    def cut(start: int, end: int) -> str:
        return text.cut(opening[0] + start, opening[0] + end)

    for start, end in _pairs(said):
        if end - start >= 4:
            return cut(start, end), None
    begun = next((index for index, char in enumerate(said) if char in OPEN), None)
    ended = next((index for index in range(len(said) - 1, -1, -1) if said[index] in CLOSE), None)
    words = "标题的引号不成对，按“关于……的建议（提案）”的字样截取"
    doubt = Doubt("proposal.title", words, text.place(*opening))
    if begun is not None:
        whole = re.match(r"关于[^。]*?的(?:建议案?|提案|议案)", said[begun + 1 :])
        short = re.match(r"[^。（(]*?(?=的?(?:建议案?|提案|议案)(?:[（(]|$|，))", said[begun + 1 :])
        match = whole or short
        return (cut(begun + 1, begun + 1 + match.end()), doubt) if match else (None, doubt)
    about = said.find("关于")
    if ended is not None and 0 <= about < ended:
        start = about if said[about:ended].endswith(("建议", "提案", "议案")) else about + 2
        return cut(start, ended), doubt
    match = re.search(r"关于[^。]*的(?:建议|提案|议案)", said)
    return (cut(match.start(), match.end()), None) if match else (None, None)


def _pairs(said: str) -> list[tuple[int, int]]:
    """Ranges inside quotes, outermost only; straight quotes pair first with last."""
    found, stack = [], []
    for index, char in enumerate(said):
        if char in OPEN:
            stack.append((index, char))
        elif char in CLOSE and stack:
            while stack and OPEN.index(stack[-1][1]) != CLOSE.index(char):
                stack.pop()
            if stack:
                start, _ = stack.pop()
                if not stack:
                    found.append((start + 1, index))
    if not found and said.count('"') >= 2:
        found.append((said.index('"') + 1, said.rindex('"')))
    return found


def quoted(title: str) -> str | None:
    """The proposal's title as the letter's own title holds it."""
    for start, end in _pairs(title):
        if end - start >= 4:
            return title[start:end]
    match = re.search(
        r"(?:号)?(关于.{4,}?的(?:建议|提案|议案))(?:[（(].*?[）)])?的?(?:答复|复函|回复)", title[2:]
    )
    return match[1] if match else None


def entered(text: Text, parts: Parts) -> str | None:
    """The proposal's title in the table above a letter."""
    for paragraph in parts.head:
        match = ENTERED.match(text.of(paragraph))
        if match and not re.search(r"答复|复函|回复", match["title"]):
            return text.cut(paragraph.start + match.start("title"), paragraph.start + match.end("title"))
    return None
