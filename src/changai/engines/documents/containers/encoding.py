"""Which encoding the bytes of a text are in."""

import codecs
import re

#: Frequent in official texts, in both scripts: what a right guess is full of.
COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力"
    "里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条"
    "市省区县委府局总队建设改革通知意见方案发展加强组织单位责任牵头培训技能保障职工企业服务技术号印关于农村办公厅"
    "國這個們會對發說產種後學經進著電裡現實點從業體當開還與關條線質氣變樣無長書東車門問間間時將勞動術設織單責訓務廳辦縣區總隊見農處極級組統"
    "，。、；：（）《》“”—·？！　"
)
SAMPLE = 200_000
BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.I)
ALIASES = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "big5": "cp950", "unicode": "utf-16-le"}


def decode(content: bytes, declared: str | None = None) -> tuple[str, int]:
    """The text and the number of its places that could not be read (each stands as U+FFFD)."""
    for bom, encoding in BOMS:
        if content.startswith(bom):
            return broken(content[len(bom) :], encoding)
    if declared and (sure := strict(content, ALIASES.get(declared.lower(), declared))) is not None:
        return sure, 0
    nulls = content.count(0, 0, SAMPLE)
    if not nulls and (sure := strict(content, "utf-8")) is not None:
        return sure, 0
    return broken(content, guess(content, nulls))


def guess(content: bytes, nulls: int) -> str:
    """The encoding in which the text looks most like Chinese, or UTF-8."""
    sample = content[: SAMPLE - SAMPLE % 4]
    candidates = ["utf-8", "gb18030", "cp950"]
    if len(content) % 2 == 0 or nulls:
        candidates += ["utf-16-le", "utf-16-be"]
    return max(candidates, key=lambda encoding: likeness(sample.decode(encoding, "replace")))


def likeness(text: str) -> float:
    """From 0 to 1: how much of a text is what Chinese texts are made of."""
    if not text:
        return 0.0
    good = sum(
        1
        for character in text
        if character in COMMON or "\x20" <= character < "\x7f" or character in "\r\n\t"
    )
    bad = sum(1 for character in text if character == "\ufffd" or "\ue000" <= character < "\uf900")
    return (good - 3 * bad) / len(text)


def strict(content: bytes, encoding: str) -> str | None:
    """Decoded without a fault, or None."""
    try:
        return content.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def broken(content: bytes, encoding: str) -> tuple[str, int]:
    """Decoded, faults replaced and counted."""
    text = content.decode(encoding, "replace")
    return text, text.count("\ufffd")


def declared_in(content: bytes) -> str | None:
    """The encoding that the head of a web page names."""
    found = DECLARED.search(content[:4096])
    return found[1].decode("ascii", "replace") if found else None
