"""Made-up employers of the district."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from changai.site.demo import names
from changai.site.demo.numbers import Register
from changai.site.demo.shares import apportion, part, printed
from changai.site.demo.trades import TRADES, Trade

PER_EMPLOYER = 72  # workers to an employer, on average
# Town codes of 421202 with their weight; the parks are statistical units of their own.
TOWNS = {
    "421202001": 8, "421202002": 8, "421202003": 12, "421202100": 5, "421202101": 4, "421202102": 6, "421202103": 9,
    "421202104": 6, "421202105": 4, "421202106": 4, "421202107": 3, "421202108": 2, "421202200": 2,
}  # fmt: skip
PARKS = {
    "421202571": "湖北咸安经济开发区",
    "421202570": "咸宁高新技术产业开发区",
    "421202451": "咸安商贸物流区",
}
FARM = "421202450"
MAKERS = {"机电制造", "建材", "模具制造", "印刷", "生物医药", "电子信息", "纺织", "服装", "森工"}
OWNERSHIPS = (("112", 62), ("119", 14), ("121", 5), ("129", 3), ("111", 3), ("131", 2), ("132", 2), ("140", 4), ("210", 3), ("310", 2))  # fmt: skip


@dataclass
class Employer:
    """One unit. `union_since` and `party_since` None where there is none."""

    name: str
    credit_code: str
    trade: Trade
    industry: str
    town: str
    park: str
    ownership: str
    founded_on: date
    seats: int
    revenue_wan: int
    union_since: date | None = None
    party_since: date | None = None
    pay: float = 0.0
    staff: list[object] = field(default_factory=list, repr=False)


class Names:
    """Hands out employers' names, each once."""

    def __init__(self) -> None:
        self._used: set[str] = set()

    def take(self, draw: random.Random, trade: Trade) -> str:
        """A name that was not given before; the brand grows when short ones run out."""
        for attempt in range(1000):
            place = draw.choice(("咸宁市", "咸宁", "湖北", "咸安区"))
            form = draw.choice(("有限公司", "有限公司", "有限责任公司", "股份有限公司"))
            name = f"{place}{names.brand(draw, 2 + attempt // 20)}{draw.choice(trade.word)}{form}"
            if name not in self._used:
                self._used.add(name)
                return name
        raise ValueError("演示单位太多，名称已用完，请减少人数")


def make(draw: random.Random, employed: int, as_of: date, register: Register, taken: Names) -> list[Employer]:
    """Employers with seats for exactly `employed` workers, at least one each."""
    wanted = max(1, min(employed, round(employed / PER_EMPLOYER)))
    trades = [
        trade
        for trade, count in zip(TRADES, apportion(wanted, [one.share for one in TRADES]), strict=True)
        for _ in range(count)
    ]
    weights = [trade.share / 100 * draw.paretovariate(1.25) ** min(trade.size, 1.2) for trade in trades]
    floor = max(1, min(4, employed // wanted))
    extra = apportion(employed - floor * wanted, weights)
    made = [
        _one(draw, trade, floor + more, as_of, register, taken)
        for trade, more in zip(trades, extra, strict=True)
    ]
    _organise(draw, made, as_of)
    return made


def _one(
    draw: random.Random, trade: Trade, seats: int, as_of: date, register: Register, taken: Names
) -> Employer:
    town, park = _place(draw, trade, seats)
    return Employer(
        name=taken.take(draw, trade),
        credit_code=register.credit(),
        trade=trade,
        industry=draw.choice(trade.codes),
        town=town,
        park=park,
        ownership=draw.choices([one for one, _ in OWNERSHIPS], [weight for _, weight in OWNERSHIPS])[0],
        founded_on=as_of - timedelta(days=draw.randint(900, 9000)),
        seats=seats,
        revenue_wan=round(seats * draw.uniform(18, 95)),
        pay=draw.gauss(0, 0.35),
    )


def _place(draw: random.Random, trade: Trade, seats: int) -> tuple[str, str]:
    """Town and park. Larger makers sit in parks, farms at the dairy farm."""
    if trade.name == "农场" and draw.random() < 0.5:
        return FARM, ""
    if trade.name == "物流" and draw.random() < 0.6:
        return "421202451", PARKS["421202451"]
    if trade.name in MAKERS and draw.random() < (0.75 if seats > 60 else 0.35):
        code = draw.choice(("421202571", "421202571", "421202570"))
        return code, PARKS[code]
    return draw.choices(list(TOWNS), list(TOWNS.values()))[0], ""


def _organise(draw: random.Random, made: list[Employer], as_of: date) -> None:
    """Give unions and party organisations to as many as the report prints, the larger ones first."""
    for attribute, dimension in (("union_since", "union_coverage"), ("party_since", "party_coverage")):
        count = part(len(made), printed(dimension)["yes"])
        ranked = sorted(made, key=lambda one: -one.seats * draw.uniform(0.3, 1.0))
        for position, one in enumerate(ranked[:count]):
            # The last few came about within the past year, so that the trend has something to show.
            days = draw.randint(20, 330) if position >= count * 0.97 else draw.randint(400, 4000)
            setattr(one, attribute, max(one.founded_on + timedelta(days=60), as_of - timedelta(days=days)))
