"""What follows a letter's body: postcode and disclosure."""

import re

from changai.engines.documents.letters.parts import Parts
from changai.engines.documents.text import Paragraph, Text

POSTCODE = re.compile(r"(?:邮\s?政\s?编\s?码|邮\s?编|邮\s?码)\s?[：:]?\s?(?P<code>\d(?:\s?\d){5})(?!\d)")
DISCLOSURE = re.compile(
    r"(?:公开(?:情况|属性|选项|方式|类别|形式|意见|类型|与否|性质)|是否(?:可以|同意|宜)?公开|(?:政务|信息)公开(?:选项|属性|方式|情况|类别)?)(?:\s?[：:]\s?|\t)"
    r"(?P<value>[^，。；：\s）)]{1,10})"
)
STATED = re.compile(
    r"(?:此件|本件|此文|该件|本函|该函)?(?:可以|可|宜)?(?P<value>同意公开|同意全文公开|同意摘要公开|主动公开|依申请公开|不予公开|不公开|公开发布|全文公开|摘要公开|部分公开|删减后公开)"
)


def postcode(text: Text, paragraphs: list[Paragraph]) -> str | None:
    """Six digits after their label, wherever it stands."""
    for paragraph in reversed(paragraphs):
        match = POSTCODE.search(text.of(paragraph))
        if match:
            return re.sub(r"\s", "", match["code"])
    return None


def disclosure(text: Text, parts: Parts) -> str | None:
    """Whether the letter may be published, as printed (是 and 否 spelled out)."""
    places = [*parts.tail, *parts.head, *parts.body[-8:]]
    for paragraph in places:
        match = DISCLOSURE.search(text.of(paragraph))
        if match:
            said = text.cut(paragraph.start + match.start("value"), paragraph.start + match.end("value"))
            return {"是": "公开", "否": "不予公开"}.get(match["value"], said)
    for paragraph in places:
        bare = text.of(paragraph).strip().strip("（）()【】")
        match = STATED.fullmatch(bare)
        if match:
            return match["value"]
    return None
