"""People to ask further, as a letter's end names them."""

import re

from changai.engines.documents.reading import Contact
from changai.engines.documents.text import Paragraph, Text

PHONE_LABEL = r"(?:联\s?系\s?)?(?:电\s?话|手\s?机)(?:号码)?|联系方式|办公电话"
OF = r"(?:具体|业务|科室|处室|单位|部门|工作|承办|经办|答复|办理|主办|会办|协办|分管|主管|责任|主要|牵头|包案|签发|项目|有关|第[一二])?"
ROLE = rf"(?:[局委厅]领导|{OF}(?:领\s?导(?:同志)?|负责人|联\s?系\s?人员?|联络人员?|承\s?办\s?人员?|经\s?办\s?人员?|办理人员?|答复人|责任人))"
FIELD = re.compile(
    rf"(?P<role>{ROLE})(?:姓\s?名)?(?P<both>(?:及|和|与|、|/)?(?:{PHONE_LABEL}))?(?:\s?[：:]|\t)"
    rf"|(?P<phone>(?:{PHONE_LABEL}))(?:\s?[：:]|\t)|(?P<unit>(?:联系|承办)(?:单位|科室|处室|部门)(?:及(?:{PHONE_LABEL}))?)\s?[：:]"
    r"|(?P<other>邮政编码|邮\s?政\s?编\s?码|邮\s?编|抄\s?送|公开[\u4e00-\u9fff]{2}|地\s?址|传\s?真|电子邮箱|主题词|印\s?发)\s?[：:]?"
)
NUMBER = re.compile(
    r"[（(]?0\d{2,3}[）)]?\s?[-—－~]?\s?\d{7,8}(?:\s?[-—转]\s?\d{1,5})?|1[3-9]\d(?:[\s-]?\d{4}){2}|(?<!\d)\d{3,4}[-—－]\d{6,8}|(?<!\d)\d{5,8}(?!\d)"
)
NAME = re.compile(r"[\u4e00-\u9fff]{1,2}\s[\u4e00-\u9fff](?![\u4e00-\u9fff])|[\u4e00-\u9fff·]{2,12}")


def contacts(text: Text, paragraphs: list[Paragraph]) -> list[Contact]:
    """People named after the body, each with the telephone number that follows."""
    if not paragraphs:
        return []
    base, end = paragraphs[0].start, paragraphs[-1].end
    piece = text.plain[base:end]
    fields = list(FIELD.finditer(piece))
    found: list[Contact] = []
    shared: list[str] = []
    asked = not any(one["role"] for one in fields)
    for index, field in enumerate(fields):
        until = fields[index + 1].start() if index + 1 < len(fields) else len(piece)
        value = (field.end(), until)
        if field["role"]:
            found += _people(text, base, _role(text, base, field.span("role")), piece, value)
        elif field["unit"] and asked and ("电话" in field["unit"] or field["unit"].startswith("联系")):
            found += _people(text, base, field["unit"].split("及")[0], piece, value)
        elif field["unit"] and "电话" in field["unit"]:
            shared += _numbers(text, base, piece, value)
        elif field["phone"]:
            _give(found, _numbers(text, base, piece, value))
    if shared and not any(one.phone for one in found):
        # The unit's number stands for the people, who have none of their own.
        _give(found, shared)
    return found


def _numbers(text: Text, base: int, piece: str, span: tuple[int, int]) -> list[str]:
    found = NUMBER.finditer(piece[slice(*span)])
    return [_cut(text, base, span[0] + one.start(), span[0] + one.end()) for one in found]


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
