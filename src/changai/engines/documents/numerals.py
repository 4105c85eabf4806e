"""Numbers as official texts print them: digits, Chinese numerals, fractions and multiplying words."""

import re
from decimal import Decimal, InvalidOperation

DIGITS = {
    char: value
    for value, chars in enumerate(
        ("零〇○◯", "一壹", "二两贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
    )
    for char in chars
}
TENS = {"十": 10, "拾": 10, "廿": 20, "卅": 30, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
GROUPS = {"万": 10**4, "萬": 10**4, "亿": 10**8}
SCALES = {
    "十": 10,
    "百": 100,
    "千": 10**3,
    "万": 10**4,
    "十万": 10**5,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "十亿": 10**9,
    "百亿": 10**10,
    "千亿": 10**11,
    "万亿": 10**12,
}

HAN_DIGIT = "零〇○◯一二三四五六七八九两"
HAN = HAN_DIGIT + "十百千万亿廿卅"
# Bounded, so that a page of digits is read in time that grows with its length only.
# Bounded, so that a page of digits takes time that grows with its length only.
ARABIC_PATTERN = r"(?:\d{1,3}(?:[,，]\d{3}){1,5}(?!\d)|\d{1,3}(?:[ \u2009\u00a0]\d{3}){1,5}(?!\d)|\d{1,15})(?: ?\. ?\d{1,8})?"
HAN_PATTERN = rf"[{HAN}]{{1,15}}(?:点[{HAN_DIGIT}]{{1,6}})?"
SCALE_PATTERN = r"(?:万亿|[十百千]?[万亿]|[十百千])"


def chinese(printed: str) -> Decimal | None:
    """The value of a Chinese numeral (两千三百, 一百二, 二〇〇六, 九十五点五), or None where it isn't one."""
    whole, _, rest = printed.partition("点")
    if not whole or any(char not in HAN for char in whole) or any(char not in DIGITS for char in rest):
        return None
    if all(char in DIGITS for char in whole):
        value = int("".join(str(DIGITS[char]) for char in whole))
    else:
        read = _scaled(whole)
        if read is None:
            return None
        value = read
    return Decimal(f"{value}.{''.join(str(DIGITS[char]) for char in rest)}") if rest else Decimal(value)


def _scaled(printed: str) -> int | None:
    """A numeral with 十, 百, 千, 万, 亿; 一百二 is 120, 三万五 is 35 000."""
    total, section, digit, last = 0, 0, None, 1
    for char in printed:
        if char in DIGITS:
            if digit and DIGITS[char]:
                return None
            if not DIGITS[char]:
                last = 10
            digit = DIGITS[char] or digit
        elif char in TENS:
            last = TENS[char] if char not in "廿卅" else 10
            section += TENS[char] if char in "廿卅" else (1 if digit is None else digit) * last
            digit = None
        else:
            last = GROUPS[char]
            piece = section + (digit or 0)
            if char == "亿" and total and not piece:
                total *= last
            else:
                total = (total + piece or 1) * last if char == "亿" else total + (piece or 1) * last
            section, digit = 0, None
    if digit:
        section += digit * (last // 10 if last > 10 and section + total else 1)
    return total + section


def arabic(printed: str) -> Decimal | None:
    """The value of digits with thousands separators and stray spaces."""
    try:
        return Decimal(re.sub(r"[,，\s]", "", printed))
    except InvalidOperation:
        return None


def number(printed: str) -> Decimal | None:
    """The value of digits or Chinese numerals, without unit or multiplier."""
    return arabic(printed) if printed[:1].isdigit() and printed[:1].isascii() else chinese(printed)


def scaled(printed: str, scale: str | None) -> Decimal | None:
    """1.58 with 万 is 15 800."""
    value = number(printed)
    return value if value is None or not scale else value * SCALES[scale]


def tidy(value: Decimal) -> Decimal:
    """Without trailing zeros and without an exponent: 2.0 becomes 2, 1E+4 becomes 10000."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
