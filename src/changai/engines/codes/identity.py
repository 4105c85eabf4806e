"""Citizen identity numbers (GB 11643-1999): 18 characters, check character by ISO 7064 MOD 11-2.

Accepted by check character and birth date. The region prefix is not held against the region table of any
year, because numbers keep the prefix of their first issue and tables lag behind; only the province must exist.
"""

from datetime import date
from operator import mul
from typing import NamedTuple

from changai.engines.codes.errors import CodeError
from changai.engines.codes.text import compact

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"
# Digits are weighed as their ASCII values; this takes the excess of 48 each out of the sum again.
_ASCII_EXCESS = 48 * sum(WEIGHTS)
# 9x: permanent-residence cards of foreigners since 2023, same check character and birth date.
PROVINCES = frozenset(
    [
        str(code)
        for first, last in ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65), (81, 83), (90, 99))
        for code in range(first, last + 1)
    ]
    + ["71"]
)
EARLIEST = 1880


class Identity(NamedTuple):
    """What a valid number says. `number`: 18 characters, upper case; `sex`: GB/T 2261.1 "1" or "2"."""

    number: str
    sex: str
    birth_date: date
    region_code: str

    def __repr__(self) -> str:
        return f"Identity({self.number[:3]}***********{self.number[-4:]})"

    def __str__(self) -> str:
        return repr(self)


def check_digit(first17: str) -> str:
    """The 18th character for 17 digits."""
    return CHECKS[(sum(map(mul, WEIGHTS, first17.encode())) - _ASCII_EXCESS) % 11]


def widen(fifteen: str) -> str:
    """The 18-character number for an old 15-digit one (all born in the 1900s)."""
    first17 = f"{fifteen[:6]}19{fifteen[6:]}"
    return first17 + check_digit(first17)


def check(text: str) -> Identity:
    """Read an identity number: spaces and full-width forms go, x becomes X, 15 digits become 18.

    Raises CodeError that says what is wrong: length, characters, province, birth date or check character.
    """
    number = compact(text)
    if len(number) == 15 and number.isascii() and number.isdigit():
        number = widen(number)
    first17 = number[:17]
    if len(number) != 18 or not (number.isascii() and first17.isdigit()):
        raise CodeError(_shape_message(number))
    if number[:2] not in PROVINCES:
        raise CodeError(f"公民身份号码前两位“{number[:2]}”不是任何省份的代码，请核对证件。")
    try:
        birth_date = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        raise CodeError(
            "公民身份号码第 7 至 14 位的出生日期不存在（例如 2 月 30 日），请核对证件。"
        ) from None
    if birth_date.year < EARLIEST or birth_date > date.today():
        raise CodeError("公民身份号码第 7 至 14 位的出生日期太早或在将来，请核对证件。")
    if number[17] != check_digit(first17):
        raise CodeError(_check_message(number))
    return Identity(number, "1" if int(number[16]) % 2 else "2", birth_date, number[:6])


def make(region: str, birth: date, sequence: int) -> str:
    """A number valid in form from a six-digit region, a birth date and a sequence 1..999 (odd is male)."""
    if len(region) != 6 or not region.isdigit() or not 1 <= sequence <= 999:
        raise CodeError("编制公民身份号码需要六位地区代码和 1 至 999 的顺序码。")
    first17 = f"{region}{birth:%Y%m%d}{sequence:03d}"
    return first17 + check_digit(first17)


def _shape_message(number: str) -> str:
    if not number:
        return "公民身份号码是空的，请填写。"
    if "E+" in number or "." in number:
        return "公民身份号码被表格软件改成了数字，末几位已经丢失，请把该列设为文本后重新填写。"
    if len(number) not in (15, 18):
        return f"公民身份号码应为 18 位，这里是 {len(number)} 位，请核对证件。"
    return "公民身份号码只能是 17 位数字加 1 位数字或 X，这里有其他字符，请核对证件。"


def _check_message(number: str) -> str:
    if number.endswith("000"):
        return "公民身份号码校验码不对，而且末三位都是 0，多半是表格软件丢失了末几位，请按文本重新填写。"
    return "公民身份号码校验码不对，至少有一位写错了，请核对证件。"
