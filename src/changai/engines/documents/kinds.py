"""What kind of document a text is."""

import re

from changai.engines.documents.letters.parts import OPENING, SALUTATION
from changai.engines.documents.text import Text

HEAD = 24
TITLE = 120
REPLY = re.compile(
    r"(?:建议|提案|议案|代表|委员|\d号)[^。]{0,40}(?:答复|复函|回复|回函|函复|办理意见|办理情况的?(?:函|答复|回复|复函))"
    r"|(?:答复|复函|回复)[^。]{0,30}(?:建议|提案|议案)|第\s?[\w-]+\s?号(?:建议|提案|议案)办理情况的?报告"
)
REPORT = r"(?:报告|总结|汇报|情况(?:的?(?:通报|说明))?|通报|综述|述职|公报|简报|成效|调查|分析|评估|自评|自查|进展|纪实|回顾)"
PLAN = r"(?:方案|计划|规划|措施|要点|意见|分工|清单|行动|纲要|路线图|任务书|任务分解表?|分解表|责任表|台账|工程|举措|政策|若干规定|安排|细化方案|提纲)"
OTHER = r"(?:解读|说明|问答|讲话|致辞|纪要|办法|条例|规定|细则|规则|章程|公告|公示|名单|决定|命令|令|函|请示|批复|启事|倡议书?|通知|信息|快讯|动态|制度|准则|标准|规范|目录|指南)"
END = r"\s?(?:[（(【\[][^（）()【】]{1,24}[）)】\]])*\s?$"
ENDINGS = (
    ("report", re.compile(REPORT + END)),
    ("other", re.compile(OTHER + END)),
    ("plan", re.compile(PLAN + END)),
)
ISSUED = re.compile(r"(?:印发|转发|下发|发布|批转|公布|实施)[^《]{0,12}《(?P<inner>.+)》", re.S)
CHANGED = re.compile(r"(?:调整|修改|修订|变更|补充|优化|完善)[^《》]{0,10}《(?P<inner>[^《》]+)》")
BARE_ISSUED = re.compile(r"(?:印发|转发|下发|批转)(?P<inner>[^《》]+?)的?通知" + END)
TASKED = re.compile(
    r"关于(?!召开|举办|报送|公布|成立|调整|转发|征求|申报)[^《》]{0,16}(?:实施|开展|推进|推行|推动|加快|深化|加强|提升|提高|完善|健全|建立|支持|促进|培育|壮大)"
    r"[^《》]{2,60}的通知" + END
)
GOAL = re.compile(r"到20\d\d年|力争|不低于|不少于|达到\d|\d%?以上")
NEWS = re.compile(
    r"本报讯|本报记者|网讯|[（(]?(?:通讯员|记者)[：:\s]|记者从|记者(?:获悉|了解到|采访)|^\S{2,8}讯[，\s]|新华社|日报讯|（记者"
)
HEADING = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十百]+[条章节]|\d{1,2}[.、](?!\d))"
)
DUTY = re.compile(
    r"(?:牵头|责任|负责|配合|主办|协办|承办)(?:单位|部门|处室)\s?[：:]|[（(【][^（）()]{2,80}(?:负责|牵头|配合|参与|参加|分工落实)[）)】]|列第一位者?[为的]"
)
FUTURE = re.compile(r"(?:要|应当?|必须|确保|力争|加强|推进|建立|完善|健全|深化|支持|鼓励)")
PAST = re.compile(
    r"(?:已|共|累计|近年来|以来|取得|先后|荣获|开展了|完成了|举办了|达到?了|同比|目前|截[至止])"
)
COUNTED = re.compile(r"\d(?:\.\d+)?\s?(?:[万亿])?(?:%|人|名|家|个|元|次|场|件|期|户|项|条|所)")


def kind(text: Text) -> str:
    """`plan`, `reply`, `report` or `other`.

    A reply answers a deputy's or member's proposal. A plan sets measures: 方案, 计划, 措施, 意见, 要点 … with numbered
    headings or duties. A report tells what was: 报告, 总结, 汇报, 情况, 通报, or a text without a title that counts
    what was done. News, regulations, minutes, notices, explanations are other.
    """
    pieces = [text.of(one) for one in text.paragraphs]
    if not pieces:
        return "other"
    if _reply(pieces):
        return "reply"
    headings = sum(1 for one in pieces if HEADING.match(one))
    duties = len(DUTY.findall(text.plain))
    named = _by_title(_titles(pieces), pieces)
    if named == "plan":
        return (
            "plan"
            if headings >= 3 or duties >= 2 or "row" in {one.kind for one in text.paragraphs}
            else "other"
        )
    if named == "other" and (duties >= 3 or _sets_tasks(pieces, text.plain, headings, duties)):
        return "plan"
    if named:
        return named
    if duties >= 3:
        return "plan"
    return _untitled(text.plain, pieces)


def _reply(pieces: list[str]) -> bool:
    """The title says so, or somebody is greeted who handed something in that was received."""
    for index, piece in enumerate(pieces[:30]):
        match = SALUTATION.match(piece)
        if match:
            following = match["rest"] + "".join(pieces[index + 1 : index + 3])
            if re.search(
                r"(?:您|你们?|贵[\u4e00-\u9fff]{1,4})[^。]{0,120}(?:建议|提案|议案)", following[:260]
            ) and OPENING.search(following[:400]):
                return True
    head = _titles(pieces)
    return any(
        REPLY.search(one) and not re.search(r"通知|办法|规定|总体情况|工作的报告", one) for one in head
    )


def _titles(pieces: list[str]) -> list[str]:
    """Lines that may be titles: short ones of the head, alone and joined with those that follow them."""
    found: list[str] = []
    seen = 0
    for index, piece in enumerate(pieces[:HEAD]):
        if seen >= 3 and not ISSUED.search(piece):
            break
        if len(piece) > TITLE or "。" in piece.rstrip("。") or HEADING.match(piece):
            seen += 1
            continue
        if re.search(r"[：:]$", piece) or re.match(
            r"[（(]?(?:抄送|主送|联系|附件|签发|发布|来源|索引|信息|发文|文号|成文|生成)", piece
        ):
            continue
        found.append(piece)
        follower = pieces[index + 1] if index + 1 < len(pieces) else ""
        if 0 < len(follower) <= 60 and not re.search(r"[。：:]", follower) and not HEADING.match(follower):
            found.append(piece + follower)
    return found


def _sets_tasks(pieces: list[str], plain: str, headings: int, duties: int) -> bool:
    """A notice that itself sets measures, without a plan attached."""
    sets = any(TASKED.search(one) for one in _titles(pieces))
    return sets and headings >= 3 and (duties >= 1 or len(GOAL.findall(plain)) >= 2)


def _by_title(titles: list[str], pieces: list[str]) -> str | None:
    """The kind that the title's last word names; a notice is what it sends out."""
    verdict: str | None = None
    for title in titles:
        changed = CHANGED.search(title)
        if (
            changed
            and _ending(changed["inner"]) == "plan"
            and not re.search(r"说明|解读|报告|请示" + END, title)
        ):
            return "plan"
        for inner in (ISSUED.search(title), BARE_ISSUED.search(title)):
            if inner and (found := _ending(inner["inner"].strip("》 "))):
                return found
        about = re.search(r"关于|[年度]|市|省|县|区|公司|全国|中国", title)
        found = _ending(title) if about or len(title) >= 6 else None
        if found and (verdict is None or (verdict == "other" and title.endswith(tuple("案划施点告结")))):
            verdict = found
    return verdict


def _ending(title: str) -> str | None:
    bare = re.sub(r"的?通知" + END, "", title) if re.search(r"《.+》的?通知" + END, title) else title
    for name, pattern in ENDINGS:
        if pattern.search(bare.rstrip("》")):
            return name
    return None


def _untitled(plain: str, pieces: list[str]) -> str:
    """Without a title that tells: news is other; a long text that counts what was done is a report."""
    if any(NEWS.search(one[:80]) for one in pieces[:4]) or len(plain) < 600:
        return "other"
    counted, past, future = len(COUNTED.findall(plain)), len(PAST.findall(plain)), len(FUTURE.findall(plain))
    return "report" if counted >= 10 and past >= 8 and past * 4 > future else "other"
