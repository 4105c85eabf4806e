"""Numbers in the forms that Word counts in."""

DIGITS = "〇一二三四五六七八九"
UNITS = ("", "十", "百", "千")
STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
COUNTING = {
    "chineseCounting",
    "chineseCountingThousand",
    "japaneseCounting",
    "koreanCounting",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
    "ideographLegalTraditional",
    "chineseLegalSimplified",
}
ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def written(count: int, form: str) -> str:
    """A count in one of Word's forms; in digits where the form is not known."""
    if form in COUNTING:
        return chinese(count)
    if form in ("ideographDigital", "japaneseDigitalTenThousand"):
        return "".join(DIGITS[int(digit)] for digit in str(count))
    if form == "ideographTraditional":
        return STEMS[(count - 1) % 10]
    if form == "ideographZodiac":
        return BRANCHES[(count - 1) % 12]
    if form in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese") and 1 <= count <= 20:
        return chr(0x2460 + count - 1)
    if form == "decimalEnclosedParen":
        return f"（{count}）"
    if form == "decimalEnclosedFullstop":
        return f"{count}."
    if form in ("decimalFullWidth", "decimalFullWidth2"):
        return "".join(chr(0xFF10 + int(digit)) for digit in str(count))
    if form == "decimalZero":
        return f"{count:02d}"
    if form in ("upperLetter", "lowerLetter"):
        return letter(count, "A" if form == "upperLetter" else "a")
    if form in ("upperRoman", "lowerRoman"):
        return roman(count).upper() if form == "upperRoman" else roman(count)
    return str(count)


def chinese(count: int) -> str:
    """一, 十, 十二, 二十, 一百零五."""
    if not 0 < count < 10_000:
        return str(count)
    text, gap = "", False
    for place in range(3, -1, -1):
        digit = count // 10**place % 10
        if digit:
            text += ("零" if gap and text else "") + DIGITS[digit] + UNITS[place]
        gap = digit == 0
    return text[1:] if text.startswith("一十") else text


def letter(count: int, first: str) -> str:
    """a … z, aa, bb."""
    return chr(ord(first) + (count - 1) % 26) * ((count - 1) // 26 + 1) if count > 0 else str(count)


def roman(count: int) -> str:
    """i, ii, iii, iv."""
    text = ""
    for size, sign in ROMAN:
        text += sign * (count // size)
        count %= size
    return text
