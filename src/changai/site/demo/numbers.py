"""Made-up numbers that are valid in form: identity numbers, credit codes, phones. None repeats."""

from collections import Counter
from datetime import date

ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
ORG_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
PHONE_HEADS = ("130", "131", "132", "135", "136", "137", "138", "139", "150", "151", "152", "158", "159", "180",
               "181", "186", "187", "188", "189")  # fmt: skip


def id_number(region: str, born: date, order: int) -> str:
    """Identity number of region, birth date and order 1–999 (odd for men), with its check digit."""
    body = f"{region}{born:%Y%m%d}{order:03d}"
    total = sum(int(digit) * weight for digit, weight in zip(body, ID_WEIGHTS, strict=True))
    return body + "10X98765432"[total % 11]


def credit_code(serial: int, region: str = "421202") -> str:
    """Credit code of an enterprise (91) registered in the region, its organisation code from `serial`."""
    digits = ""
    rest = serial * 527_182_818_283 % 31**8  # spread out, and still one to one: 31 does not divide it
    for _ in range(8):
        rest, one = divmod(rest, 31)
        digits = ALPHABET[one] + digits
    values = [int(one, 36) for one in digits]
    check = (11 - sum(value * weight for value, weight in zip(values, ORG_WEIGHTS, strict=True)) % 11) % 11
    body = f"91{region}{digits}{'X' if check == 10 else check}"
    weights = [pow(3, place, 31) for place in range(17)]
    total = sum(ALPHABET.index(one) * weight for one, weight in zip(body, weights, strict=True))
    return body + ALPHABET[(31 - total % 31) % 31]


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
                return id_number(region, born, 2 * used + (1 if sex == "1" else 2))
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
        """A credit code."""
        self._credits += 1
        return credit_code(self._credits)
