"""Targets that are no quantities elsewhere: limits of time, first places, one for each."""

import re
from decimal import Decimal

from changai.engines.documents.numerals import number
from changai.engines.documents.quantities import Quantity
from changai.engines.documents.reading import Target
from changai.engines.documents.targets.clauses import clause
from changai.engines.documents.text import Text

Range = tuple[int, int]
DELAY = re.compile(
    r"(?P<n>\d{1,3}|[一二两三四五六七八九十]{1,3})(?P<unit>个工作日|工作日|个小时|小时|分钟|天|日)(?P<within>之内|以内|内)"
    r"(?=[^，。；]{0,10}(?:办结|办理|办完|完成|答复|回复|反馈|审核|审批|拨付|到账|支付|受理|作出|响应|处置|上门|送达|解决|告知))"
)
FIRST = re.compile(
    r"(?<![”》])第(?P<n>\d{1,2}|[一二三四五六七八九十]{1,2})名(?=[^，。；]{0,12}(?:选手|职工|者|获得者|的|给予|奖励|单位|团队))"
)
PEOPLE = re.compile(
    r"(?<![\d.第])(?P<n>\d+(?:\.\d+)?)(?P<scale>万|千)(?=(?:新型)?(?:学徒|产业工人|工人|人才|职工|劳动者|农民工|技师|工匠))"
    r"|(?:人数|会员数?|人才|工人|职工)(?:总数|总量|规模)?(?:将|要|力争)?(?:达到?|突破|超过|增加到)(?P<m>\d+(?:\.\d+)?)(?P<of>万)(?=以上|左右|[，。；、])"
)
EACH_ONE = re.compile(
    r"一(?P<per>户|家|企|村|校|班|岗|镇)一(?:名)?[\u4e00-\u9fff]{0,4}(?:工人|人才|技师|能手|工匠|技工)"
)


def delays(text: Text, limits: Range, known: list[Quantity]) -> list[Quantity]:
    """Limits of time (5个工作日内办结), first places (第1名), ten thousands of people (100万新型学徒).

    They are no quantities elsewhere: a limit of time also says when, a place also names, people lack a unit.
    """
    found = [
        Quantity(*match.span(), match.span("n"), (value,), "名次", match["n"], "名", rank=True)
        for match, value in numbered(FIRST, text, limits)
    ]
    for match, value in numbered(DELAY, text, limits):
        unit = {"工作日": "个工作日", "个小时": "小时", "日": "天"}.get(match["unit"], match["unit"])
        place = match.start(), match.end("within")
        found.append(
            Quantity(*place, match.span("n"), (value,), unit, match["n"], match["unit"], bound="max")
        )
    for match in PEOPLE.finditer(text.plain, *limits):
        name, scale = ("n", "scale") if match["n"] else ("m", "of")
        many = Decimal(match[name]) * (10_000 if match[scale] == "万" else 1_000)
        place = match.start(name), match.end(scale)
        found.append(Quantity(*place, match.span(name), (many,), "人", match[name], match[scale]))
    return [
        one
        for one in found
        if all(one.end <= other.start or one.start >= other.end for other in known if other.unit)
    ]


def numbered(pattern: re.Pattern[str], text: Text, limits: Range) -> list[tuple[re.Match[str], Decimal]]:
    """Matches in a range with the value of their number."""
    found = [(match, number(match["n"])) for match in pattern.finditer(text.plain, *limits)]
    return [(match, value) for match, value in found if value is not None]


def names(text: Text, limits: Range) -> list[Target]:
    """“一户一产业工人”: one for each, as a name says it."""
    found = []
    for match in EACH_ONE.finditer(text.plain, *limits):
        span = clause(text, match.start(), match.end(), limits)
        found.append(
            Target(
                text.cut(*span).strip(),
                Decimal(1),
                f"人/{match['per']}",
                "=",
                text.place(*span),
                soft="名称",
                subject=match[0],
            )
        )
    return found
