"""The numbers that headings and items begin with."""

import re

HAN = "一二三四五六七八九十百〇零"
#: Styles from the outermost to the innermost, as official texts nest them.
STYLES: tuple[tuple[str, str], ...] = (
    ("编", rf"第([{HAN}]+|\d+)编(?![制])"),
    ("章", rf"第([{HAN}]+|\d+)章(?![程])"),
    ("节", rf"第([{HAN}]+|\d+)节"),
    ("条", rf"第([{HAN}]+|\d+)条(?!款|第|规定|的|之|和|至|、|，|。)[:：]?"),
    ("一、", rf"([{HAN}]+)[、.](?![{HAN}]{{1,2}}[、级是类等线产季班])"),
    ("（一）", rf"（([{HAN}]+)）[、.]?"),
    ("任务一", rf"(?:任务|举措|措施|行动|工程|专项|项目|事项)([{HAN}]+)[：、.]"),
    ("1.", r"(\d{1,3})(?:[、]|\.(?!\d)|\.(?=20\d\d年))"),
    (
        "1",
        r"(\d{1,2})(?=[^\d\s.、%~（）〔年月日号万亿个名人家项倍元，。；：岁条次种所届支场大级+\-·/时分A-Za-z])",
    ),
    (
        "1.1",
        r"(\d{1,2}\.\d{1,2})(?:[、.](?!\d))?(?![\d\s.、%~（）〔万亿千百元，。；：+\-·/倍吨米个]|年|月|日|人次|公里|公顷|平方|小时|分|[:∶])",
    ),
    ("1.1.1", r"(\d{1,2}\.\d{1,2}\.\d{1,2})(?:[、.](?!\d))?(?=[^\d\s.、%~年月日])"),
    ("（1）", r"（(\d{1,2})）[、.]?|(\d{1,2})）"),
    ("①", r"([①-⑳])"),
    ("——", r"(——?)(?=[^—\d])"),
)
#: Numbers that repeat those of the headings above them.
DECIMAL = ("1.1", "1.1.1")
PATTERN = dict(STYLES)
RANK = {name: rank for rank, (name, _) in enumerate(STYLES)}
PATTERNS = [(name, re.compile(rf"[•·★◆ ]?(?:{pattern}) ?")) for name, pattern in STYLES]
#: Between sentences of one paragraph: the styles that are printed run-in.
_TOP, _MIDDLE, _DIGIT = (PATTERN[name] for name in ("一、", "（一）", "1."))
INLINE = re.compile(rf"(?<=[。）】；])(?:(?<!；)(?:{_TOP}|{_DIGIT})|{_MIDDLE})")
ANYWHERE = re.compile("|".join(f"(?:{PATTERN[name]})" for name in ("章", "条", "一、", "（一）", "1.")))
