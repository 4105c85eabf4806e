"""Made-up workers whose shares are exactly those printed, and whose facts hang together."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from changai.site.demo import names
from changai.site.demo.employers import Employer
from changai.site.demo.numbers import Register
from changai.site.demo.shares import apportion, by_rank, part, printed, report
from changai.site.demo.trades import GROUPS

AGES = {"below_30": (18, 29), "30_40": (30, 39), "40_50": (40, 49), "from_50": (50, 60)}
WAGES = {
    "below_2000": (150_000, 199_000),
    "2000_3000": (200_500, 299_500),
    "3000_5000": (300_500, 499_500),
    "from_5000": (502_000, 1_150_000),
}  # fen a month
SCHOOLS = {
    "college": (("大专", 77), ("本科", 21), ("硕士研究生毕业", 2)),
    "secondary": (("高中", 46), ("中专", 30), ("职业高中毕业", 11), ("技工学校毕业", 13)),
    "junior": (("初中", 100),),
    "primary": (("小学", 100),),
}
SKILLS = {
    "general": (("", 100),),
    "junior": (("五级", 55), ("四级", 45)),
    "senior": (("三级", 72), ("二级", 23), ("一级", 5)),
}
LOCAL = ("421202", "422301", "421221", "421223", "421224", "421222", "421281")
OUTSIDE = ("411525", "430626", "360425", "511325", "520302", "420106", "420281", "421121", "421087", "431021")
NEVER = -1e9  # ranks last: no sheet of groups without an employer carries certificates
SIGNED = 0.932  # share of employed workers with a written contract; the report prints none
THREE_YEARS, FIVE_YEARS = 1096, 1826  # days
HAN = (("汉族", 962), ("土家族", 18), ("苗族", 8), ("回族", 7), ("侗族", 3), ("壮族", 2))


@dataclass
class Worker:
    """One person. Text fields hold what a clerk would type; `wage_fen` is of the last whole month."""

    employer: Employer | None
    group: str = ""
    post: str = ""
    occupation: str = ""
    sex: str = ""
    age_band: str = ""
    born: date = date.min
    name: str = ""
    number: str = ""
    phone: str = ""
    ethnicity: str = ""
    school_band: str = ""
    school: str = ""
    skill_band: str = ""
    skill: str = ""
    certificate: str = ""
    certified_on: date | None = None
    wage_band: str = ""
    wage_fen: int = 0
    migrant: bool = False
    household: str = ""
    politics: str = "群众"
    member: bool = False
    joined_on: date | None = None
    since: date = date.min
    until: date | None = None
    contract: str = ""
    contract_since: date | None = None
    contract_until: date | None = None
    past: list[tuple[Employer, str, date, date]] = field(default_factory=list, repr=False)


def years_before(day: date, years: int) -> date:
    """The same day, years earlier; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


class Population:
    """Fills employers' seats, and groups without an employer, with people."""

    def __init__(self, draw: random.Random, as_of: date, register: Register) -> None:
        self.draw, self.as_of, self.register = draw, as_of, register

    def fill(self, employers: list[Employer], ungrouped: int, exact: bool = True) -> list[Worker]:
        """Everyone at work. With `exact` the printed shares hold for them; both ways facts hang together."""
        people = [self._at(one) for one in employers for _ in range(one.seats)]
        for (key, _, post, _, _), count in zip(
            GROUPS, apportion(ungrouped, [g[4] for g in GROUPS]), strict=True
        ):
            people += [Worker(None, group=key, post=post) for _ in range(count)]
        if not people:
            return people
        self._sex(people)
        self._age(people)
        self._school(people)
        self._skill(people)
        self._migrant(people)
        self._wage(people)
        self._politics(people, report()["counts"][0]["value"] / report()["headcount"]["value"])
        for one in people:
            self._identity(one)
        self._member(people)
        return people

    def _at(self, employer: Employer) -> Worker:
        post, occupation = self.draw.choice(employer.trade.jobs)
        return Worker(employer, post=post, occupation=occupation)

    def _lean(self, one: Worker, trait: str, default: float = 0.0) -> float:
        return float(getattr(one.employer.trade, trait)) if one.employer else default

    def _quota(self, people: list[Worker], dimension: str) -> dict[str, int]:
        shares = printed(dimension)
        return dict(zip(shares, apportion(len(people), list(shares.values())), strict=True))

    def _sex(self, people: list[Worker]) -> None:
        score = {i: self._lean(one, "men", 0.5) + self.draw.gauss(0, 1) for i, one in enumerate(people)}
        for one, member in by_rank(people, score, self._quota(people, "sex")):
            one.sex = member

    def _age(self, people: list[Worker]) -> None:
        """Older first. Women seldom work past 50, and builders and miners are older."""
        score = {
            i: self.draw.gauss(0, 1) + 0.35 * (one.sex == "1") - 0.25 * self._lean(one, "school", 0.6)
            for i, one in enumerate(people)
        }
        for one, member in by_rank(people, score, self._quota(people, "age")):
            one.age_band = member
            low, high = AGES[member]
            if member == "below_30":
                age = round(self.draw.triangular(low, high, high))
            elif member == "from_50":
                age = round(self.draw.triangular(low, high if one.sex == "1" else 54, low))
            else:
                age = self.draw.randint(low, high)
            one.born = years_before(self.as_of, age) - timedelta(days=self.draw.randint(0, 364))

    def _age_years(self, one: Worker) -> float:
        return (self.as_of - one.born).days / 365.25

    def _school(self, people: list[Worker]) -> None:
        score = {
            i: -0.07 * self._age_years(one) + self._lean(one, "school", -0.3) + self.draw.gauss(0, 1)
            for i, one in enumerate(people)
        }
        for one, member in by_rank(people, score, self._quota(people, "education")):
            one.school_band, one.school = member, self._pick(SCHOOLS[member])

    def _pick(self, options: tuple[tuple[str, int], ...]) -> str:
        return self.draw.choices([name for name, _ in options], [weight for _, weight in options])[0]

    def _skill(self, people: list[Worker]) -> None:
        """Skill needs some years, some schooling, and a trade that asks for it."""
        school = {"college": 0.6, "secondary": 0.4, "junior": -0.4, "primary": -1.0}
        score = {
            i: self._lean(one, "skill", NEVER) + school[one.school_band] + self.draw.gauss(0, 1)
            - abs(self._age_years(one) - 40) * 0.05
            for i, one in enumerate(people)
        }  # fmt: skip
        quota = self._quota(people, "skill")
        for one, member in by_rank(
            people, score, {key: quota[key] for key in ("senior", "junior", "general")}
        ):
            one.skill_band, one.skill = member, self._pick(SKILLS[member])
            if one.skill:
                first = years_before(one.born, -20 if member == "junior" else -24)
                last = self.as_of - timedelta(days=10)
                days = max(0, (last - first).days)
                one.certified_on = last - timedelta(days=round(days * self.draw.random() ** 1.7))

    def _migrant(self, people: list[Worker]) -> None:
        school = {"college": -1.2, "secondary": 0.0, "junior": 0.7, "primary": 0.8}
        score = {
            i: self._lean(one, "migrant", 0.6) + school[one.school_band] + self.draw.gauss(0, 1)
            for i, one in enumerate(people)
        }
        order = sorted(range(len(people)), key=lambda i: -score[i])
        migrants = [people[i] for i in order[: part(len(people), printed("migrant")["yes"])]]
        for one in people:
            one.household = "421202"
        for one in migrants:
            one.migrant = True
        for one in self.draw.sample(migrants, part(len(migrants), printed("migrant_origin")["outside"])):
            one.household = self.draw.choice(OUTSIDE)

    def _wage(self, everyone: list[Worker]) -> None:
        """Of those employed; what a group's members earn is not on any sheet, and stays unknown."""
        people = [one for one in everyone if one.employer]
        skill = {"senior": 1.6, "junior": 0.7, "general": 0.0}
        school = {"college": 0.6, "secondary": 0.1, "junior": -0.2, "primary": -0.5}
        score = {
            i: skill[one.skill_band] + school[one.school_band] + 0.3 * (one.sex == "1")
            + self._lean(one, "pay") + (one.employer.pay if one.employer else 0.0)
            - abs(self._age_years(one) - 38) * 0.025 + self.draw.gauss(0, 0.8)
            for i, one in enumerate(people)
        }  # fmt: skip
        quota = self._quota(people, "wage")
        for one, member in by_rank(people, score, dict(reversed(quota.items()))):
            low, high = WAGES[member]
            skew = 2.2 if member == "from_5000" else 1.0
            one.wage_band = member
            one.wage_fen = round((low + (high - low) * self.draw.random() ** skew) / 1000) * 1000 + 500

    def _politics(self, people: list[Worker], share: float) -> None:
        school = {"college": 1.3, "secondary": 0.3, "junior": -0.3, "primary": -0.8}
        score = {
            i: school[one.school_band] + 0.02 * self._age_years(one) + 0.5 * (one.skill_band == "senior")
            + 0.3 * bool(one.employer and one.employer.party_since) + self.draw.gauss(0, 1)
            for i, one in enumerate(people)
        }  # fmt: skip
        order = sorted(range(len(people)), key=lambda i: -score[i])
        for i in order[: round(len(people) * share)]:
            people[i].politics = "中共党员"
        for one in people:
            if one.politics == "群众" and self._age_years(one) < 28 and self.draw.random() < 0.35:
                one.politics = "共青团员"

    def _member(self, people: list[Worker]) -> None:
        """Members are mostly where a union is."""
        score = {
            i: 3.0 * bool(one.employer and one.employer.union_since) + self.draw.random()
            for i, one in enumerate(people)
        }
        order = sorted(range(len(people)), key=lambda i: -score[i])
        for i in order[: part(len(people), printed("union_member")["yes"])]:
            one = people[i]
            one.member = True
            founded = one.employer.union_since if one.employer else None
            start = max(one.since, founded or one.since)
            # Within half a year, and spread evenly when less has passed: no month gains them all at once.
            passed = max(0, min(180, (self.as_of - start).days - 1))
            one.joined_on = max(start + timedelta(days=self.draw.randint(0, passed)), one.since)

    def _identity(self, one: Worker) -> None:
        one.name = names.person(self.draw, one.sex)
        regions: tuple[str, ...] = LOCAL if one.household == "421202" else (one.household, *OUTSIDE)
        if one.household == "421202" and one.born.year < 1999 and self.draw.random() < 0.7:
            regions = ("422301", *LOCAL)
        one.number = self.register.identity(regions, one.born, one.sex)
        one.phone = self.register.phone()
        one.ethnicity = self._pick(HAN)
        if one.skill:
            one.certificate = (
                f"{one.certified_on:%Y}42120{one.number[8:17]}{self.register.serial() % 10**6:06d}"
            )
        self._career(one)

    def _career(self, one: Worker) -> None:
        """When the present work began and under which contract."""
        adult = years_before(one.born, -18)
        earliest = max(adult, one.employer.founded_on if one.employer else self.as_of - timedelta(days=1500))
        latest = self.as_of - timedelta(days=4)
        room = max(0, (latest - earliest).days)
        days = round(self.draw.expovariate(1 / 2100))
        one.since = latest - timedelta(days=days if days <= room else self.draw.randint(0, room))
        if one.employer and self.draw.random() < SIGNED:
            self._contract(one)

    def _contract(self, one: Worker) -> None:
        """The running contract. It began before the past year wherever the work did, so that trends hold."""
        worked = (self.as_of - one.since).days
        if worked > 3650:
            one.contract, one.contract_since = "无固定期限", one.since + timedelta(days=3200)
        elif one.employer and one.employer.trade.name == "建筑" and self.draw.random() < 0.6:
            one.contract, one.contract_since = "以完成一定工作任务为期限", one.since
        else:
            terms, into = divmod(worked, THREE_YEARS)
            back = terms > 0 and into < 400
            one.contract = "固定期限"
            one.contract_since = one.since + timedelta(days=(terms - back) * THREE_YEARS)
            length = FIVE_YEARS if back else THREE_YEARS
            one.contract_until = one.contract_since + timedelta(days=length - 1)
