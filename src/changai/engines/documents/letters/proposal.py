"""Which proposal a letter answers."""

import re

from changai.engines.documents.letters.parts import Parts
from changai.engines.documents.numerals import number as numeral
from changai.engines.documents.reading import Doubt, Proposal
from changai.engines.documents.text import Text

HAN = "〇零一二三四五六七八九十百"
NUMBERED = re.compile(
    rf"第?\s?(?P<number>[A-Z]{{0,3}}\s?[0-9]+(?:[-－—/][0-9]+)*(?:[、,，和][0-9]+)*|(?<=第)[{HAN}]+)\s?号\s?(?:[重难]点)?(?P<type>建议|提案|议案|批评|意见)?"
)
LABELLED = re.compile(
    r"(?:建议|提案|议案|案)\s?(?:编号|号|第)\s?[：:]?\s?(?:第\s?)?(?P<number>[A-Z]{0,3}[0-9]+)"
)
ENTERED = re.compile(
    r"^(?:(?:建议|提案|议案)?(?:标\s?题|题\s?目|名\s?称)|案\s?由)\s?[：:]\s?(?P<title>.{4,80}?(?:建议|提案|议案|问题)?)\s?$"
)
OWN_NUMBER = re.compile(r"[〔\[（(【]\s?(?:19|20)\d\d\s?[〕\]）)】]\s?(?:第\s?)?\d+\s?号")
SESSION = re.compile(
    rf"(?P<a>第?\s?(?P<term>[{HAN}]+|\d+)\s?届)(?P<mid>[^。；，届]{{0,24}}?)第?\s?(?P<meeting>[{HAN}]+|\d+)\s?次(?:全体)?(?:会议|全会|会)"
)
RECESS = re.compile(rf"第?\s?(?P<term>[{HAN}]+|\d+)\s?届(?P<mid>[^。；，届]{{0,24}}?)闭会期间")
CONGRESS, CONFERENCE = re.compile(r"人大(?!代表)|人民代表大会"), re.compile(r"政协(?!委员)|政治协商会议")
PLACE = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,11}?(?:特别行政区|自治区|自治州|自治县|省|市|州|盟|县|区|旗))"
)
OPEN, CLOSE = "“《「『", "”》」』"


def proposal(text: Text, parts: Parts, title: str, issuers: list[str]) -> tuple[Proposal, list[Doubt]]:
    """The proposal's title, number, type, body and session. title: the letter's own, in plain script."""
    opening = text.plain[slice(*parts.opening)] if parts.opening else ""
    until = re.search(r"收悉|收到|已悉|收阅|现(?:将|就|答复)|。", opening)
    said = opening[: until.start()] if until else opening
    cited = "".join(p for p in (title, "\n", said))
    doubts: list[Doubt] = []
    head = "\n".join(text.of(one) for one in parts.head)
    kind = _type(title) or _type(said) or _type(head)
    named, doubt = _named(text, parts.opening, said)
    if named is None:
        named = _quoted(title) or _entered(text, parts)
    if doubt:
        doubts.append(doubt)
    if len(re.findall(r"的(?:建议|提案|议案)[”》]", said)) > 1:
        doubts.append(Doubt("proposal.title", "来信同时答复几件建议、提案，这里只取第一件的标题"))
    body, session, unsure = body_and_session(cited if SESSION.search(cited) else cited + "\n" + head, issuers)
    doubts += unsure
    if body and kind != _numbered(title) and "政治协商" in body:
        kind = "提案"
    number = _number(title) or _number(opening[: len(said) + 40]) or _labelled(head)
    found = Proposal(named, number, kind, body, session)
    for key, label in (("title", "标题"), ("number", "编号"), ("session", "届次")):
        if getattr(found, key) is None:
            doubts.append(
                Doubt(f"proposal.{key}", f"来信没有印出所答复建议、提案的{label}，或者印得无法辨认")
            )
    return found, doubts


def _numbered(said: str) -> str | None:
    """What a number is followed by: 第12号建议."""
    return next((one["type"] for one in NUMBERED.finditer(OWN_NUMBER.sub("", said)) if one["type"]), None)


def _type(said: str) -> str | None:
    """议案 and 提案 are named as such; everything else that deputies hand in is a 建议."""
    numbered = _numbered(said)
    if numbered in ("建议", "提案", "议案"):
        return numbered
    for word in ("提案", "议案"):
        if re.search(word + r"(?!委)", said):
            return word
    return "建议" if "建议" in said or numbered else None


def _number(said: str) -> str | None:
    """As printed in digits; a number in Chinese characters in digits; several in a row parted by 、."""
    bare = OWN_NUMBER.sub("", said)
    found: list[re.Match[str]] = []
    for match in NUMBERED.finditer(bare):
        if found and not re.fullmatch(r"\s?[、,，和及与]\s?", bare[found[-1].end() : match.start()]):
            break
        found.append(match)
    labelled = LABELLED.search(bare)
    if not found and labelled:
        found = [labelled]
    return "、".join(_digits(match["number"]) for match in found) or None


def _labelled(head: str) -> str | None:
    """A number that stands behind its label in the table above a letter."""
    match = LABELLED.search(head)
    return match["number"] if match else None


def _entered(text: Text, parts: Parts) -> str | None:
    """The proposal's title in the table above a letter."""
    for paragraph in parts.head:
        match = ENTERED.match(text.of(paragraph))
        if match and not re.search(r"答复|复函|回复", match["title"]):
            return text.cut(paragraph.start + match.start("title"), paragraph.start + match.end("title"))
    return None


def _digits(number: str) -> str:
    printed = re.sub(r"\s", "", number)
    value = numeral(printed) if printed[0] in HAN else None
    return str(int(value)) if value is not None else printed


def _named(text: Text, opening: tuple[int, int] | None, said: str) -> tuple[str | None, Doubt | None]:
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
    doubt = Doubt(
        "proposal.title",
        "标题的引号不成对，按“关于……的建议（提案）”的字样截取",
        opening and text.place(*opening),
    )
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


def _quoted(title: str) -> str | None:
    """The proposal's title as the letter's own title holds it."""
    for start, end in _pairs(title):
        if end - start >= 4:
            return title[start:end]
    match = re.search(
        r"(?:号)?(关于.{4,}?的(?:建议|提案|议案))(?:[（(].*?[）)])?的?(?:答复|复函|回复)", title[2:]
    )
    return match[1] if match else None


def body_and_session(cited: str, issuers: list[str]) -> tuple[str | None, str | None, list[Doubt]]:
    """The assembly's full name and the session in its short form (六届四次会议)."""
    match = SESSION.search(cited)
    session = None
    if match:
        session = f"{match['term']}届{match['meeting']}次会议"
    elif match := RECESS.search(cited):
        session = f"{match['term']}届闭会期间"
    window = cited[max(match.start() - 24, 0) : match.end() + 24] if match else cited
    before = cited[max(match.start() - 24, 0) : match.start()] if match else ""
    inside = match["mid"] if match else ""
    near = before + "|" + inside + "|" + window
    congress, conference = CONGRESS.search(near), CONFERENCE.search(near)
    if not congress and not conference:
        congress, conference = CONGRESS.search(cited), CONFERENCE.search(cited)
    if not congress and not conference:
        return None, session, []
    consult = conference is not None and (congress is None or conference.start() < congress.start())
    place, doubts = _place(before, inside, cited, issuers)
    if place is None:
        return None, session, doubts
    if place == "全国":
        return ("中国人民政治协商会议全国委员会" if consult else "全国人民代表大会"), session, doubts
    return (f"中国人民政治协商会议{place}委员会" if consult else f"{place}人民代表大会"), session, doubts


def _place(before: str, inside: str, cited: str, issuers: list[str]) -> tuple[str | None, list[Doubt]]:
    """The assembly's place; a bare 市 is completed from the answering unit's name."""
    if re.search(r"全国", before + inside):
        return "全国", []
    cleaned = re.sub(
        r"^.*?(?:关于|对|在|于)|中国人民政治协商会议|政治协商会议|人民代表大会|政协|人大|第$", "", before
    )
    cleaned = re.sub(r"^.*(?:关于|答复|提出的|\n|对|在)", "", cleaned)
    names = PLACE.findall(cleaned) or PLACE.findall(inside)
    if names:
        return "".join(names), []
    level = re.search(r"[省市州盟县区旗](?=$|政协|人大|第|委)", cleaned) or re.search(
        r"[省市州盟县区旗](?=政协|人大|委员会|第)", cited
    )
    for issuer in issuers:
        ends = [one.end() for one in re.finditer(level[0] if level else "[省市州县区旗]", issuer)]
        prefix = issuer[: ends[0]] if ends else ""
        if len(prefix) >= 2:
            doubts = (
                []
                if level
                else [Doubt("proposal.body", f"来信没有写明是哪里的会议，按答复单位推定为{prefix}")]
            )
            return prefix, doubts
    return None, [Doubt("proposal.body", "来信没有写明是哪里的会议，答复单位的名称里也看不出")]
