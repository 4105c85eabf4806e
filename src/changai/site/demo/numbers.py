"""Made-up numbers that are valid in form: identity numbers, credit codes, phones. None repeats."""

from collections import Counter
from datetime import date

from changai.engines.codes import credit, identity

CREDITS = 31**6  # serials that a credit code has room for
SPREAD = 527_182_819  # has no factor 31, so that serial × SPREAD runs through all of them
PHONE_HEADS = ("130", "131", "132", "135", "136", "137", "138", "139", "150", "151", "152", "158", "159", "180",
               "181", "186", "187", "188", "189")  # fmt: skip


class Register:
    """Hands out numbers, each once."""

    def __init__(self) -> None:
        self._orders: Counter[tuple[str, int, str]] = Counter()
        self._phones = 0
        self._credits = 0
        self._serials = 0

    def identity(self, regions: tuple[str, ...], born: date, sex: str) -> str:
        """A number from the first of the regions that still has one for this day and sex."""
        for region in regions:
            key = (region, born.toordinal(), sex)
            used = self._orders[key]
            if used < 499:
                self._orders[key] = used + 1
                return identity.make(region, born, 2 * used + (1 if sex == "1" else 2))
        raise ValueError("演示人数太多，某一天出生的号码已用完，请减少人数")

    def phone(self) -> str:
        """A mobile number."""
        self._phones += 1
        head = PHONE_HEADS[self._phones % len(PHONE_HEADS)]
        return f"{head}{self._phones * 48_271_009 % 100_000_007 % 10**8:08d}"

    def serial(self) -> int:
        """A running number, for certificates."""
        self._serials += 1
        return self._serials

    def credit(self) -> str:
        """A credit code of an enterprise."""
        self._credits += 1
        return credit.make("421202", self._credits * SPREAD % CREDITS)
