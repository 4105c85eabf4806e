"""What follows a letter's body: contacts, postcode, disclosure, copies."""

import re

from changai.engines.documents.letters.parts import Parts
from changai.engines.documents.reading import Contact
from changai.engines.documents.text import Paragraph, Text

PHONE_LABEL = r"(?:联\s?系\s?)?(?:电\s?话|手\s?机)(?:号码)?|联系方式|办公电话"
OF = r"(?:具体|业务|科室|处室|单位|部门|工作|承办|经办|答复|办理|主办|会办|协办|分管|主管|责任|主要|牵头|包案|签发|项目|有关|第[一二])?"
ROLE = rf"(?:[局委厅]领导|{OF}(?:领\s?导(?:同志)?|负责人|联\s?系\s?人员?|联络人员?|承\s?办\s?人员?|经\s?办\s?人员?|办理人员?|答复人|责任人))"
FIELD = re.compile(
    rf"(?P<role>{ROLE})(?:姓\s?名)?(?P<both>(?:及|和|与|、|/)?(?:{PHONE_LABEL}))?\s?[：:]"
    rf"|(?P<phone>(?:{PHONE_LABEL}))\s?[：:]|(?P<unit>(?:联系|承办)(?:单位|科室|处室|部门)(?:及(?:{PHONE_LABEL}))?)\s?[：:]"
    r"|(?P<other>邮政编码|邮\s?政\s?编\s?码|邮\s?编|抄\s?送|公开[\u4e00-\u9fff]{2}|地\s?址|传\s?真|电子邮箱|主题词|印\s?发)\s?[：:]?"
)
NUMBER = re.compile(
    r"[（(]?0\d{2,3}[）)]?\s?[-—－~]?\s?\d{7,8}(?:\s?[-—转]\s?\d{1,5})?|1[3-9]\d(?:[\s-]?\d{4}){2}|(?<!\d)\d{3,4}[-—－]\d{6,8}|(?<!\d)\d{5,8}(?!\d)"
)
NAME = re.compile(r"[\u4e00-\u9fff]{1,2}\s[\u4e00-\u9fff](?![\u4e00-\u9fff])|[\u4e00-\u9fff·]{2,12}")
POSTCODE = re.compile(r"(?:邮\s?政\s?编\s?码|邮\s?编|邮\s?码)\s?[：:]?\s?(?P<code>\d(?:\s?\d){5})(?!\d)")
DISCLOSURE = re.compile(
    r"(?:公开(?:情况|属性|选项|方式|类别|形式|意见|类型|与否|性质)|是否(?:可以|同意|宜)?公开|(?:政务|信息)公开(?:选项|属性|方式|情况|类别)?)\s?[：:]\s?"
    r"(?P<value>[^，。；：\s）)]{1,10})"
)
STATED = re.compile(
    r"(?:此件|本件|此文|该件)?(?P<value>主动公开|依申请公开|不予公开|不公开|公开发布|全文公开|摘要公开|部分公开|删减后公开)"
)
COPIES = re.compile(r"抄\s?(?:送|报|告)\s?[：:]\s?(?P<list>[^\n]+)")
COPY = re.compile(
    r"[（(]\s?[各共]?\s?[\d一二三四五六七八九十两]+\s?份\s?[）)]|[\d一二三四五六七八九十两]+\s?份$"
)


def contacts(text: Text, paragraphs: list[Paragraph]) -> list[Contact]:
    """People named after the body, each with the telephone number that follows."""
    if not paragraphs:
        return []
    base, end = paragraphs[0].start, paragraphs[-1].end
    piece = text.plain[base:end]
    fields = list(FIELD.finditer(piece))
    found: list[Contact] = []
    for index, field in enumerate(fields):
        until = fields[index + 1].start() if index + 1 < len(fields) else len(piece)
        value = (field.end(), until)
        if field["role"]:
            found += _people(text, base, _role(text, base, field.span("role")), piece, value)
        elif field["unit"] and "电话" in field["unit"] and not any(one["role"] for one in fields):
            found += _people(text, base, field["unit"].split("及")[0], piece, value)
        elif field["phone"]:
            numbers = [
                _cut(text, base, value[0] + one.start(), value[0] + one.end())
                for one in NUMBER.finditer(piece[slice(*value)])
            ]
            _give(found, numbers)
    return found


def _role(text: Text, base: int, span: tuple[int, int]) -> str:
    return re.sub(r"\s", "", text.cut(base + span[0], base + span[1]))


def _people(text: Text, base: int, role: str, piece: str, span: tuple[int, int]) -> list[Contact]:
    """The names after a label, and the numbers among them."""
    value = piece[slice(*span)]
    numbers = list(NUMBER.finditer(value))
    line = value.split("\n")[0] if value.split("\n")[0].strip() else value.strip("\n")
    shift = value.index(line) if line else 0
    said = line[: numbers[0].start() - shift] if numbers and numbers[0].start() - shift >= 0 else line
    people = []
    for match in NAME.finditer(re.sub(r"[（(][^）)]*[）)]", lambda one: "（" * len(one[0]), said)):
        start = span[0] + shift + match.start()
        people.append(Contact(role, re.sub(r"\s", "", _cut(text, base, start, start + len(match[0]))), None))
    _give(people, [_cut(text, base, span[0] + one.start(), span[0] + one.end()) for one in numbers])
    return people


def _give(people: list[Contact], numbers: list[str]) -> None:
    """Numbers to those people at the end of the list who have none yet: one each, or one for all."""
    waiting: list[Contact] = []
    for person in reversed(people):
        if person.phone is not None or (waiting and person.role != waiting[0].role):
            break
        waiting.insert(0, person)
    if not numbers or not waiting:
        return
    for index, person in enumerate(waiting):
        person.phone = numbers[index] if len(numbers) == len(waiting) else numbers[0]


def _cut(text: Text, base: int, start: int, end: int) -> str:
    return text.cut(base + start, base + end).replace("\n", "").strip()


def postcode(text: Text, paragraphs: list[Paragraph]) -> str | None:
    """Six digits after their label, wherever it stands."""
    for paragraph in reversed(paragraphs):
        match = POSTCODE.search(text.of(paragraph))
        if match:
            return re.sub(r"\s", "", match["code"])
    return None


def disclosure(text: Text, parts: Parts) -> str | None:
    """Whether the letter may be published, as printed (是 and 否 spelled out)."""
    places = [*parts.tail, *parts.head, *parts.body[-8:]]
    for paragraph in places:
        match = DISCLOSURE.search(text.of(paragraph))
        if match:
            said = text.cut(paragraph.start + match.start("value"), paragraph.start + match.end("value"))
            return {"是": "公开", "否": "不予公开"}.get(match["value"], said)
    for paragraph in places:
        bare = text.of(paragraph).strip().strip("（）()【】")
        match = STATED.fullmatch(bare)
        if match:
            return match["value"]
    return None


def copies(text: Text, parts: Parts) -> list[str]:
    """Who gets copies: names as printed, without the number of copies."""
    found: list[str] = []
    places = [*parts.tail, *parts.body[-8:]]
    for index, paragraph in enumerate(places):
        match = COPIES.search(text.of(paragraph))
        if not match:
            continue
        printed = _unbroken(text, paragraph.start + match.start("list"), paragraph.start + match.end("list"))
        # A list that was broken goes on in the next paragraph when its line ends with a separator.
        if printed.endswith(("、", "，", ",")) and index + 1 < len(places):
            printed += text.cut(places[index + 1].start, places[index + 1].end)
        printed = re.split(r"[。]|(?:共印|印发|联系人)", printed)[0]
        for one in _split(printed):
            name = COPY.sub("", one.strip()).strip("。；;，, ")
            if name:
                found.append(name)
    return found


def _unbroken(text: Text, start: int, end: int) -> str:
    """What is printed there, without the line 某办公室 某年某月某日印发 that was printed below it."""
    for at in range(start + 1, end):
        broken = (
            "\n" in text.kept[text.origin[at - 1] : text.origin[at]] and text.plain[at - 1] not in "、，,"
        )
        if broken and "印发" in text.plain[at:end] and "、" not in text.plain[at:end]:
            return text.cut(start, at)
    return text.cut(start, end)


def _split(printed: str) -> list[str]:
    """Parted by ，；、 or white space outside of brackets; 、 inside a unit's name (各县、区政府) does not part it."""
    pieces, depth, begun = [], 0, 0
    for index, char in enumerate(printed):
        depth += (char in "（(") - (char in "）)")
        inner = (
            char == "、"
            and re.search(r"(?:^|[、，；,;\s])各[^、，；]{0,6}$", printed[begun:index]) is not None
        )
        if depth <= 0 and char in "、，；,; " and not inner:
            pieces.append(printed[begun:index])
            begun = index + 1
    return [*pieces, printed[begun:]]
