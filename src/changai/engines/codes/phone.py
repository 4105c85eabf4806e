"""Mobile phone numbers of the mainland: 11 digits, 1 then 3 to 9."""

import re

from changai.engines.codes.errors import CodeError
from changai.engines.codes.text import compact

_MOBILE = re.compile(r"(?:\+|00)?(?:86)?(1[3-9][0-9]{9})")


def check(text: str) -> str:
    """The 11 digits; +86, spaces and hyphens go. CodeError when it is no mobile number."""
    number = compact(text).replace("-", "").removesuffix(".0")
    match = _MOBILE.fullmatch(number)
    if match:
        return match.group(1)
    if not number:
        raise CodeError("手机号是空的，请填写。")
    digits = sum(character.isdigit() for character in number)
    raise CodeError(f"手机号应为 1 开头的 11 位数字，这里是 {digits} 位数字或开头不对，请核对。")
