"""What a certificate number says, and what in it does not agree with the rest."""

import re
from datetime import date

from changai.engines.codes import skills

# Kind letter, body 4, province 2, body serial 6, year 2, level, serial 6 (职业技能等级证书编码规则).
_NUMBER = re.compile(r"[A-Z]\d{4}\d{2}\d{6}(?P<year>\d{2})(?P<level>[1-5])\d{6}")
_SPECIAL = re.compile(r"[A-Z]{2}\d{20}")  # 特级技师, 首席技师
FIVE_TO_ONE = range(2, 7)


def number_doubt(number: str, rank: int, issued_on: date | None) -> str:
    """What speaks against the number of a level certificate (SK-04), as a sentence; "" if nothing does."""
    if rank > 6:
        return "" if _SPECIAL.fullmatch(number) else "特级技师、首席技师证书编号应为 2 位大写字母加 20 位数字"
    if rank not in FIVE_TO_ONE:
        return ""
    match = _NUMBER.fullmatch(number)
    if match is None:
        return "职业技能等级证书编号应为 1 位大写字母加 21 位数字"
    if skills.rank(match["level"]) != rank:
        return f"编号第 16 位是 {match['level']}，表示{skills.title(skills.rank(match['level']) or 0)}，与所选等级不符"
    if issued_on is not None and f"{issued_on:%y}" != match["year"]:
        return f"编号第 14、15 位表示 {match['year']} 年，与取证日期 {issued_on} 不符"
    return ""
