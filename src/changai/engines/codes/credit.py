"""Unified social credit codes (GB 32100-2015): 18 characters, check character modulo 31."""

from functools import lru_cache

from stdnum.cn import uscc

from changai.engines.codes.errors import CodeError
from changai.engines.codes.text import compact

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CHARACTERS = frozenset(ALPHABET)
# Registering authorities; python-stdnum knows the digits only, yet villages' collectives hold N codes.
AUTHORITIES = frozenset("123456789ANY")
# GB 11714: the organisation code inside (positions 9 to 17) has a check character of its own.
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def check_digit(first17: str) -> str:
    """The 18th character for 17 valid ones. A remainder of 0 gives "0"."""
    return uscc.calc_check_digit(first17)


@lru_cache(maxsize=65536)
def check(text: str) -> str:
    """The code in 18 upper-case characters. Raises CodeError: length, characters, region or check character."""
    code = compact(text).replace("-", "")
    if not code:
        raise CodeError("统一社会信用代码是空的，请填写。")
    if len(code) != 18:
        raise CodeError(f"统一社会信用代码应为 18 位，这里是 {len(code)} 位，请核对营业执照。")
    foreign = sorted(set(code) - _CHARACTERS)
    if foreign:
        raise CodeError(
            f"统一社会信用代码里不会有“{''.join(foreign)}”（不用字母 I、O、S、V、Z），请核对营业执照。"
        )
    if code[0] not in AUTHORITIES or not code[2:8].isdigit():
        raise CodeError("统一社会信用代码开头的登记机关或地区代码不对，请核对营业执照。")
    if code[17] != check_digit(code[:17]):
        raise CodeError("统一社会信用代码校验码不对，至少有一位写错了，请核对营业执照。")
    return code


def make(region: str, serial: int, kind: str = "91") -> str:
    """A code valid in form for a six-digit region and a serial below 31^6; `kind` 91 enterprise, 81 union.

    The organisation code starts with MA, as those issued since 2015 do, and has its own check character.
    """
    if len(region) != 6 or not region.isdigit() or not 0 <= serial < 31**6:
        raise CodeError("编制统一社会信用代码需要六位地区代码和不超过范围的顺序号。")
    tail = ""
    for _ in range(6):
        serial, digit = divmod(serial, 31)
        tail = ALPHABET[digit] + tail
    organisation = "MA" + tail
    first17 = f"{kind}{region}{organisation}{_organisation_check(organisation)}"
    return first17 + check_digit(first17)


def _organisation_check(body: str) -> str:
    values = (int(character, 36) for character in body)
    remainder = 11 - sum(w * v for w, v in zip(_ORGANISATION_WEIGHTS, values, strict=True)) % 11
    return {10: "X", 11: "0"}.get(remainder, str(remainder))
