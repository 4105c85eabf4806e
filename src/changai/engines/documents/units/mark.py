"""One mark: labels (牵头单位：), verbs (…牵头，…配合), declarations (列第一位者为牵头单位)."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from changai.engines.documents.units.names import (
    CLOSE,
    OPEN,
    WHOLE,
    Span,
    divided,
    joined,
    parts,
    trim,
    without_others,
)

_WHO = r"(?:单位|部门|主体|处室|科室|股室|机构|地区|方)"
_LEAD = r"(?:牵头|主办|主责|总牵头|第一责任|主要责任|主要负责)(?:负责|责任|落实)?"
_HELP = r"(?:配合|协办|参加|参与|协同|协助|会办|支持|协作|辅助)(?:落实|责任)?"
_DO = r"(?:责任|负责|实施|落实|承办|执行|组织实施|主管|监管|监督|指导|成员)(?:落实)?"
_PERSON = r"(?:牵头|责任|分管|负责|主管|包抓|包联|挂帅|联系)(?:市|县|区)?(?:领导|人|负责人)"
_DUE = r"(?:完成|实施|办理|办结|推进|落实)?(?:时限|时间|期限|时间节点|时间要求|进度)(?:要求|安排)?"
LABEL = re.compile(
    rf"(?:(?P<person>{_PERSON})|(?P<due>{_DUE})|(?P<lead>{_LEAD}){_WHO}|(?P<help>{_HELP}){_WHO}|(?P<do>{_DO}){_WHO}"
    rf"|(?P<short>牵头|责任|配合|负责|主办|协办))(?:[（(][^（）()]*[）)])?(?:[：:]|(?<=[位门])(?:为|是))"
)
BARE_LABEL = re.compile(rf"^(?:(?P<lead>{_LEAD})|(?P<help>{_HELP})|(?P<do>{_DO})){_WHO} ?(?=[市省县区国各])")
FIRST = re.compile(
    r"[，；、]?（?(?:注[：:])?(?:以下)?(?:各项(?:任务|工作|措施)|上述|以上|其中|责任单位|每项|任务分工中?|文中|所列单位)?[，]?(?:中)?(?:排|列)(?:名|位|序)?(?:在|为)?(?:第一|首)(?:位|个|名)?"
    r"(?:者|的)?(?:责任)?(?:单位|部门)?(?:者|的)?(?:均?为|是|系)(?:该项)?(?:工作|任务)?(?:的)?(?:总)?(?:牵头|主办|主要负责|第一责任|主责)(?:责任)?(?:单位|部门|人)?(?:，(?:以)?下同)?）?"
)
STAR = re.compile(
    r"[，；]?(?:加|带|标|注)?有?[“”]?([★☆*＊△▲#])[”“]?号?的?(?:单位|部门)?为(?:牵头|主办)(?:单位|部门)?"
)
SAME = re.compile(
    r"[，；、]?以下[^，。；]{0,30}，(?:不再|不)(?:一一|逐一|另行)?(?:列出|列举|标注|注明)$|[，；、]?(?:以)?下同$|[，；、]?排名不分先后|[，；、]?不分先后"
)
VERB = re.compile(
    r"(?P<lead>(?:共同|联合|总|具体|分别|负责|主要)?(?:牵头(?:负责|组织|实施|落实|抓总|推进|办理)*|主办|主责|为(?:总)?(?:牵头|主办|主责)(?:单位|部门)))$"
    r"|(?P<help>(?:共同|积极|分别|密切|协同|予以|给予|按职责)?(?:配合|参与|参加|协助|(?<!政)协办|协同|支持)(?:落实|实施|做好|推进|配合)?|为(?:配合|参与|参加|协办|协同|责任)(?:单位|部门))$"
    r"|(?P<do>(?:(?:共同|分别|具体|统一|主要)?(?:(?:按照?|依据?|根据)?(?:各自)?(?:职责|职能|分工)(?:分工)?(?:任务)?)?(?:共同|分别|具体|抓好)?(?:组织)?"
    r"(?:负责(?:落实|实施|推进|组织|办理|承办)*|组织实施|贯彻落实|抓好落实|承担|落实|分工负责|实施|推进|承办)|按(?:照)?(?:各自)?(?:职责|职能)(?:分工)?))$"
)
BEFORE = re.compile(
    r"^(?:并?具体由|并由|交由|均由|由|请|以及|并|(?:会同|联合|协同|商)(?=[市省县区有各国全中相团驻工人财教公民司]))"
)
WITH = re.compile(r"(?:会同|联合(?!会|体|国|大|社)|协同(?!创)|商(?=市|省|县|国家|有关))")
INNER = re.compile(
    r"[（〔]((?:总)?(?:牵头|主办|主责|配合|协办|参与)(?:单位|部门)?|(?:分别|共同|按职责(?:分工)?)?(?:负责|落实)|按职责(?:分工)?)[）〕]$"
)
TIME = re.compile(
    r"\d{4}年|\d{1,2}月|年底|年内|年末|月底|季度|^(?:长期|持续|常态|立即|全年|即时|适时|每年|每季|近期|远期|中期)|五”?期间|前完成|完成$"
)
PERSON = re.compile(r"同志|常委(?!会)|副?(?:市长|县长|区长|书记|主任|主席|部长|局长)$")
PARTS = {"lead": "lead", "help": "help", "do": "do"}


@dataclass(frozen=True)
class Unit:
    """A unit's name, and where it stands in the mark. part: lead, do (负责, 责任), help (配合), or plain."""

    name: str
    start: int
    end: int
    part: str


@dataclass
class UnitMark:
    """What a mark says. first_leads: it declares that the unit listed first leads. due: a time it holds, as printed."""

    units: list[Unit] = field(default_factory=list)
    open_ended: bool = False
    first_leads: bool = False
    due: str | None = None

    @property
    def leads(self) -> list[Unit]:
        """Those that lead: named so; or in charge where others only help; or first, where that is declared."""
        if found := [unit for unit in self.units if unit.part == "lead"]:
            return found
        own = [unit for unit in self.units if unit.part != "help"]
        if self.first_leads:
            return own[:1]
        return own if len(own) < len(self.units) else []

    @property
    def lead(self) -> list[str]:
        """Names of those that lead; empty where nothing says so."""
        return list(dict.fromkeys(unit.name for unit in self.leads))

    @property
    def responsible(self) -> list[str]:
        """Names of all others."""
        leads = self.leads
        return list(
            dict.fromkeys(
                unit.name for unit in self.units if unit not in leads and unit.name not in self.lead
            )
        )


def declares_first(text: str) -> bool:
    """Says that the unit listed first leads (列第一位者为牵头单位)."""
    return bool(FIRST.search(text))


def split(mark: str, first_leads: bool = False) -> UnitMark:
    """The units of a mark, with or without its brackets; names and places as in the text given.

    first_leads: the document says elsewhere that the first-listed unit leads.
    """
    result = UnitMark(first_leads=first_leads or declares_first(mark))
    text = blanked(mark)
    star = STAR.search(text)
    if star:
        text = blank(text, *star.span())
    start, end = bounds(text)
    labels = [one for one in LABEL.finditer(text, start, end) if not depth_at(text, start, one.start())]
    first = BARE_LABEL.match(text[start:end]) if not labels else None
    if first:
        read_list(result, text, start + first.end(), end, part_of(first), star)
        return result
    opening = labels[0].start() if labels else end
    read_list(result, text, start, opening, "plain", star)
    closing = [*(one.start() for one in labels), end]
    for label, (_, until) in zip(labels, pairwise(closing), strict=True):
        kind = part_of(label)
        if kind == "due":
            begin, stop = trim(text, label.end(), until)
            result.due = text[begin:stop] or result.due
        elif kind != "person":
            read_list(result, text, label.end(), until, kind, star)
    return result


def part_of(label: re.Match[str]) -> str:
    """What a label's words say."""
    groups = label.groupdict()
    if groups.get("short"):
        return {"牵": "lead", "主": "lead", "配": "help", "协": "help"}.get(groups["short"][0], "do")
    return next(name for name in ("person", "due", "lead", "help", "do") if groups.get(name))


def blanked(mark: str) -> str:
    """The mark with declarations and 下同 turned into blanks, so that places stay."""
    text = FIRST.sub(lambda found: "；" * len(found[0]), mark) if FIRST.search(mark) else mark
    closing = re.match(r"[）】\]。 ]*", text[::-1])
    end = len(text) - (closing.end() if closing else 0)
    return SAME.sub(lambda found: " " * len(found[0]), text[:end]) + text[end:]


def blank(text: str, start: int, end: int) -> str:
    """With separators in place of a piece."""
    return text[:start] + "；" * (end - start) + text[end:]


def bounds(text: str) -> Span:
    """Without the brackets round the whole."""
    start, end = trim(text, 0, len(text))
    pairs = {"（": "）", "【": "】", "〔": "〕", "[": "]", "(": ")"}
    while end - start > 1 and pairs.get(text[start]) == text[end - 1] and depth_at(text, start, end - 1) == 1:
        start, end = trim(text, start + 1, end - 1)
    if start < end and text[start] in pairs and pairs[text[start]] not in text[start:end]:
        start += 1
    return trim(text, start, end)


def depth_at(text: str, start: int, place: int) -> int:
    """How many brackets are open at a place."""
    return sum((char in OPEN) - (char in CLOSE) for char in text[start:place])


def read_list(
    result: UnitMark, text: str, start: int, end: int, part: str, star: re.Match[str] | None
) -> None:
    """Reads names until the end; a verb after some of them says their part.

    Who only helps (…，市丙局配合) is named between the last comma and the verb.
    """
    waiting: list[Unit] = []
    default, group, last = part, 0, start
    for begin, stop in joined(text, parts(text, start, end)):
        if set(text[last:begin]) & set("，；。\n"):
            group = len(waiting)
        last = stop
        if TIME.search(text[begin:stop]) and not WHOLE.search(text[begin:stop]):
            result.due = result.due or text[begin:stop]
            continue
        for one in with_others(text, begin, stop):
            piece, said, helping = words(text, *one)
            if helping and waiting:
                result.units += [
                    retold(unit, "lead" if unit.part == "plain" else unit.part) for unit in waiting
                ]
                waiting, group = [], 0
            default = "help" if helping else default
            waiting += named(result, text, piece, default, star, len(waiting))
            if said:
                part_said = "help" if said == "do" and default == "help" else said
                fixed = part if part in ("lead", "help") and said == "do" else part_said
                result.units += waiting[:group] if said == "help" else []
                result.units += [retold(unit, fixed) for unit in waiting[group if said == "help" else 0 :]]
                waiting, default, group = [], part, 0
    result.units += waiting


def retold(unit: Unit, part: str) -> Unit:
    """The same unit with the part that a verb gave it; a part of its own stays."""
    return unit if unit.part == "lead" and part != "lead" else Unit(unit.name, unit.start, unit.end, part)


def with_others(text: str, start: int, end: int) -> list[Span]:
    """A piece parted before 会同, 联合."""
    found = WITH.search(text, start + 2, end)
    return [(start, found.start()), (found.start(), end)] if found else [(start, end)]


def words(text: str, start: int, end: int) -> tuple[Span, str | None, bool]:
    """A piece without 由, 会同 before and verbs after it; what the verb says; whether 会同 stood before it."""
    helping = False
    while found := BEFORE.match(text[start:end]):
        helping = helping or found[0] in ("会同", "联合", "协同", "商")
        start += found.end()
    said = None
    while verb := VERB.search(text[start:end]):
        said = said or next(name for name in PARTS if verb[name])
        if verb["lead"]:
            said = "lead"
        end = start + verb.start()
    return trim(text, start, end), said, helping


def named(
    result: UnitMark, text: str, piece: Span, part: str, star: re.Match[str] | None, before: int
) -> list[Unit]:
    """The units of a piece. before: how many the same list has named already."""
    found: list[Unit] = []
    for span in divided(text, *piece):
        (begin, stop), more, count = without_others(text, *span)
        own = part
        if begin < stop and text[begin] in "★☆*＊△▲#":
            own, begin = "lead" if star or text[begin] in "★☆*＊△▲" else own, begin + 1
        inner = INNER.search(text[begin:stop])
        if inner:
            said = inner[1].lstrip("总")[0]
            own = {"配": "help", "协": "help", "参": "help", "牵": "lead", "主": "lead"}.get(said, own)
            stop = begin + inner.start()
        name = text[begin:stop]
        if acceptable(name):
            found.append(Unit(name, begin, stop, own))
        listed = before + len(found)
        result.open_ended = result.open_ended or (more and count not in (listed, listed + len(result.units)))
    return found


def acceptable(name: str) -> bool:
    """Can be a unit's name: no person, no sentence."""
    return 1 < len(name) <= 48 and not PERSON.search(name) and bool(re.search(r"[\u4e00-\u9fff]", name))
