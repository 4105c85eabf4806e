"""What a title says of the kind of its document."""

import re

from changai.engines.documents.kinds.words import HEAD, HEADING, TITLE

REPORT = r"(?:报告|总结|汇报|情况(?:的?(?:通报|说明))?|通报|综述|述职|公报|简报|成效|调查|分析|评估|自评|自查|进展|纪实|回顾)"
PLAN = r"(?:方案|计划|规划|措施|要点|意见|分工表?|任务表|推进表|清单|行动|纲要|路线图|任务书|任务分解表?|分解表|责任表|台账|工程|举措|政策|若干规定|安排|细化方案|提纲)"
# 2019年工作总结和2020年工作计划 tells first of all what was.
BOTH = re.compile(
    r"(?:总结|小结|回顾|情况)[^《》，。]{0,2}(?:和|与|及|暨|、)[^《》，。]{0,16}(?:计划|要点|打算|安排|思路|谋划)$"
)
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


def titles(pieces: list[str]) -> list[str]:
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


def by_title(titles: list[str], pieces: list[str]) -> str | None:
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
    if BOTH.search(title):
        return "report"
    bare = re.sub(r"的?通知" + END, "", title) if re.search(r"《.+》的?通知" + END, title) else title
    for name, pattern in ENDINGS:
        if pattern.search(bare.rstrip("》")):
            return name
    return None


def sets_tasks(pieces: list[str], plain: str, headings: int, duties: int) -> bool:
    """A notice that itself sets measures, without a plan attached."""
    sets = any(TASKED.search(one) for one in titles(pieces))
    return sets and headings >= 3 and (duties >= 1 or len(GOAL.findall(plain)) >= 2)
