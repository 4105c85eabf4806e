"""Which assembly at which session a proposal was made to."""

import re

from changai.engines.documents.letters.numbering import HAN
from changai.engines.documents.reading import Doubt

SESSION = re.compile(
    rf"(?P<a>第?\s?(?P<term>[{HAN}]+|\d+)\s?届)(?P<mid>[^。；，届]{{0,24}}?)第?\s?(?P<meeting>[{HAN}]+|\d+)\s?次(?:全体)?(?:会议|全会|会)"
)
RECESS = re.compile(rf"第?\s?(?P<term>[{HAN}]+|\d+)\s?届(?P<mid>[^。；，届]{{0,24}}?)闭会期间")
CONGRESS, CONFERENCE = re.compile(r"人大(?!代表)|人民代表大会"), re.compile(r"政协(?!委员)|政治协商会议")
# 自治区政协: a level, not a name.
OWN = re.compile(r"自治[区州县旗]")
PLACE = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,11}?(?:特别行政区|自治区|自治州|自治县|省|市|州|盟|县|区|旗))"
)


def body_and_session(cited: str, issuers: list[str]) -> tuple[str | None, str | None, list[Doubt]]:
    """The assembly's full name and the session in its short form (六届四次会议)."""
    match = SESSION.search(cited)
    session = None
    if match:
        session = f"{match['term']}届{match['meeting']}次会议"
    elif match := RECESS.search(cited):
        session = f"{match['term']}届闭会期间"
    window = cited[max(match.start() - 24, 0) : match.end() + 24] if match else cited
    before = cited[max(match.start() - 24, 0) : match.start()] if match else ""
    inside = match["mid"] if match else ""
    near = before + "|" + inside + "|" + window
    congress, conference = CONGRESS.search(near), CONFERENCE.search(near)
    if not congress and not conference:
        congress, conference = CONGRESS.search(cited), CONFERENCE.search(cited)
    if not congress and not conference:
        return None, session, []
    consult = conference is not None and (congress is None or conference.start() < congress.start())
    place, doubts = _place(before, inside, cited, issuers)
    if place is None:
        return None, session, doubts
    if place == "全国":
        return ("中国人民政治协商会议全国委员会" if consult else "全国人民代表大会"), session, doubts
    return (f"中国人民政治协商会议{place}委员会" if consult else f"{place}人民代表大会"), session, doubts


def _place(before: str, inside: str, cited: str, issuers: list[str]) -> tuple[str | None, list[Doubt]]:
    """The assembly's place; a bare 市 is completed from the answering unit's name."""
    if re.search(r"全国", before + inside):
        return "全国", []
    cleaned = re.sub(
        r"^.*?(?:关于|对|在)|中国人民政治协商会议|政治协商会议|人民代表大会|政协|人大|第$", "", before
    )
    cleaned = re.sub(r"(?s)^.*(?:关于|答复|提出的|\n|对|在)", "", cleaned)
    names = PLACE.findall(cleaned) or PLACE.findall(inside)
    if names and not OWN.fullmatch("".join(names)):
        return "".join(names), []
    level = (
        OWN.search("".join(names))
        or re.search(r"[省市州盟县区旗](?=$|政协|人大|第|委)", cleaned)
        or re.search(r"[省市州盟县区旗](?=政协|人大|委员会|第)", cited)
    )
    for issuer in issuers:
        ends = [one.end() for one in re.finditer(level[0] if level else "[省市州县区旗]", issuer)]
        prefix = issuer[: ends[0]] if ends else ""
        if len(prefix) >= 2:
            doubts = (
                []
                if level
                else [Doubt("proposal.body", f"来信没有写明是哪里的会议，按答复单位推定为{prefix}")]
            )
            return prefix, doubts
    return None, [Doubt("proposal.body", "来信没有写明是哪里的会议，答复单位的名称里也看不出")]
