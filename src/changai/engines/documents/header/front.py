"""Title lines, the red head, salutation and signature: which paragraph is what."""

import re
from dataclasses import dataclass

from changai.engines.documents.header.basis import bare, quoted
from changai.engines.documents.text import Paragraph, Text

_KIND = (
    "方案|计划|规划|纲要|措施|意见|要点|办法|细则|规定|清单|分工|分工表|任务表|安排|举措|政策|决定|条例|制度|行动|若干条|任务|办法（试行）|一览表|台账|部署|通知"
    "|通报|报告|总结|汇报|综述|情况|实录|公告|决议|倡议|指南|标准|规程|规则|章程|责任书|项目书|建议|说明"
)
TITLE = re.compile(rf"^[^。；：，！？]{{4,80}}(?:{_KIND})(?:（[^（）]{{1,30}}）)*$")
NOTICE = re.compile(
    r"(?:印发|转发|批转|关于|公布|发布|修改|调整).{2,120}的?(?:通知|通告|公告|函|决定|批复)(?:（[^（）]{1,12}）)?$|[办厅委府部]印发《[^《》]+》$"
)
ISSUES = re.compile(r"(?:关于)?(?:印发|转发|批转|公布|发布|下发)")
SENT = re.compile(r"现将?(?=[^。]{0,12}《[^《》]{4,80}》[^。]{0,30}(?:印发|下发|转发))")
ORGAN = re.compile(
    r"^[^，。；：！？《》“”\d〔〕]{1,60}(?:委员会|人民政府|政府|市委|省委|区委|县委|州委|地委|党委|党组|局|厅|部|办公室|办公厅|总工会|工会|委|办|会|院|署|总局"
    r"|领导小组|指挥部|课题组|调研组|编写组|工作组|中心|公司|集团|学院|大学|银行|中央|国务院|小组|法院|检察院)(?:文件)?$"
)
SALUTE = re.compile(r"^[^。！？]{2,400}：$")
PEOPLE = re.compile(
    r"各|有关|市直|省直|县直|区直|中央|国务院|人民政府|委员会|党委|局|厅|单位|部门|公司|企业|学校|办事处|工会"
)
SKIP = re.compile(r"如下|现将|要求|下列|以下|附件|主题词|抄送|抄报|联系|电话|分工|原则|目标|如后")
HEAVY = re.compile(
    r"签发人|索引号|发布机构|主题分类|成文日期|发布日期|文号|来源|浏览|点击|字号|打印|分享|首页|当前位置|秘密|特急|加急|平急|有效性"
)
APART = re.compile(r"附件?\s?\d{0,2}[：:]?$|.*文件$|.*号$")
PRINTED = re.compile(r"印发$|印发（?$|公开发布|此件")


@dataclass
class Front:
    """What stands where, as indexes of paragraphs.

    notice: the lines of the notice's title, with its issuers' lines; title: those of the document itself; salute,
    sentence: where the salutation and the first running text stand. named: the range in plain of the title that the
    notice names.
    """

    lines: list[Paragraph]
    notice: list[int]
    title: list[int]
    salute: int | None
    sentence: int
    named: tuple[int, int] | None


def read_front(text: Text) -> Front:
    """Looks through the first paragraphs and the place where an attached document begins."""
    lines = [one for one in text.paragraphs if one.kind in ("body", "box") and text.of(one).strip()]
    sentence = next((i for i, one in enumerate(lines) if running(text.of(one))), len(lines))
    notice = notice_lines(text, lines, sentence)
    salute = salutation(text, lines, (notice[-1] if notice else -1) + 1, sentence)
    named = named_title(text, lines, notice, sentence)
    title = title_lines(text, lines, notice, sentence, named)
    return Front(lines, notice, title, salute, sentence, named)


def running(line: str) -> bool:
    """A sentence of the body: neither a title nor a salutation."""
    line = line.strip()
    return (
        line.endswith(("。", "；"))
        or (len(line) > 60 and "。" in line)
        or (len(line) > 80 and "，" in line and not line.endswith("："))
        or bool(
            re.match(
                r"(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|第[一二三四五六七八九十]+[章条节]|1[.、])",
                line,
            )
            and not NOTICE.search(line)
        )
    )


def notice_lines(text: Text, lines: list[Paragraph], sentence: int) -> list[int]:
    """The lines of the notice's title: it ends in 通知, and issuers stand right above it."""
    for size in (1, 2, 3, 4):
        for index in range(min(sentence, 40, len(lines)) - size + 1):
            group = list(range(index, index + size))
            pieces = [text.of(lines[i]).strip() for i in group]
            joined = "".join(pieces)
            if not NOTICE.search(joined) or HEAVY.search(joined) or len(joined) > 220:
                continue
            if joined.count("《") != joined.count("》") or any(organs_only(one) for one in pieces[1:]):
                continue
            again = repeated(text, lines, group[-1], joined)
            if again:
                return again
            first = index
            while first > 0 and index - first < 8 and organs_only(text.of(lines[first - 1])):
                first -= 1
            return list(range(first, group[-1] + 1))
    return []


def repeated(text: Text, lines: list[Paragraph], last: int, title: str) -> list[int]:
    """The same title printed once more below (after a web page's table of particulars), with its issuers' lines."""
    for index in range(last + 1, min(last + 16, len(lines))):
        line = text.of(lines[index]).strip()
        if len(line) >= 12 and line in title and NOTICE.search(line):
            first = index
            while first > 0 and organs_only(text.of(lines[first - 1])):
                first -= 1
            return list(range(first, index + 1))
    return []


def organs_only(line: str) -> bool:
    """A line of nothing but organs' names, and no red head (…文件)."""
    words = line.strip().split()
    return bool(words) and not line.strip().endswith("文件") and all(ORGAN.match(word) for word in words)


def salutation(text: Text, lines: list[Paragraph], first: int, sentence: int) -> int | None:
    """The line that names the addressees."""
    for index in range(first, min(sentence + 1, len(lines), first + 12)):
        line = text.of(lines[index]).strip()
        if (
            SALUTE.match(line)
            and PEOPLE.search(line)
            and not SKIP.search(line)
            and not re.match(r"[一二三（\d第]+[、）.]", line)
        ):
            return index
    return None


def named_title(
    text: Text, lines: list[Paragraph], notice: list[int], sentence: int
) -> tuple[int, int] | None:
    """The range in plain of the title that the notice names: in 《》, or between 印发 and 的通知.

    Without a notice's title it is the one of 现将《…》印发给你们.
    """
    for index in notice or range(sentence, min(sentence + 3, len(lines))):
        one = lines[index]
        line = text.of(one)
        found = ISSUES.search(line) if notice else SENT.search(line)
        if not found:
            continue
        inner = quoted(
            text.plain,
            one.start + (found.end() if notice else found.start()),
            lines[(notice or [index])[-1]].end,
        )
        if inner:
            return inner[0][0] + 1, inner[0][1]
        whole = text.plain[one.start + found.end() : lines[notice[-1]].end] if notice else ""
        match = re.match(
            r"(?P<name>.{4,80}?)的(?:通知|通告|公告|函)(?:（[^（）]{1,12}）)?$", whole, re.DOTALL
        )
        if match:
            return one.start + found.end(), one.start + found.end() + match.end("name")
    return None


def same_lines(text: Text, lines: list[Paragraph], first: int, wanted: str) -> list[int]:
    """The lines that together are the wanted title."""
    for index in range(max(0, first), len(lines)):
        joined = ""
        for size in range(1, 5):
            if index + size > len(lines) or len(joined) > len(wanted):
                break
            joined += bare(text.of(lines[index + size - 1]))
            if joined == wanted:
                return list(range(index, index + size))
    ends = (i for i in range(max(0, first), len(lines)) if TITLE.match(text.of(lines[i]).strip()))
    return next(([i] for i in ends if wanted.endswith(bare(text.of(lines[i])))), [])


def title_lines(
    text: Text, lines: list[Paragraph], notice: list[int], sentence: int, named: tuple[int, int] | None
) -> list[int]:
    """The lines of the document's own title: the one that the notice names, or the first that ends as titles end."""
    wanted = bare(text.plain[slice(*named)]) if named else ""
    if wanted and (found := same_lines(text, lines, notice[-1] + 1 if notice else sentence, wanted)):
        return found
    if notice:
        after = next(
            (i for i in range(sentence, len(lines)) if i > notice[-1] and attached(text, lines, i)), None
        )
        return [after] if after is not None and wanted else []
    for index in range(min(sentence, 30)):
        for size in (1, 2, 3):
            group = list(range(index, min(index + size, sentence)))
            joined = "".join(text.of(lines[i]).strip() for i in group)
            if len(group) < size or not TITLE.match(joined) or HEAVY.search(joined):
                continue
            if any(
                organs_only(text.of(lines[i])) or APART.match(text.of(lines[i]).strip()) for i in group[:-1]
            ):
                break
            below = group[-1] + 1
            under = (
                below < sentence
                and "日" not in text.of(lines[below])
                and re.fullmatch(r"（(?:19|20)\d\d[年—~\-至].{2,12}）", text.of(lines[below]).strip())
            )
            return [*group, below] if under else group
    first = next((i for i in range(min(sentence, 6)) if plain_title(text.of(lines[i]))), None)
    return [first] if first is not None else []


def plain_title(line: str) -> bool:
    """A line without any mark of a sentence, a date, a number or an organ: the title of a news item or a report."""
    line = line.strip()
    marked = re.search(r"[。；，：！？]|\d{4}年|〔|[:>|@]", line)
    return 6 <= len(line) <= 60 and not marked and not organs_only(line) and not HEAVY.search(line)


def attached(text: Text, lines: list[Paragraph], index: int) -> bool:
    """A line that looks like a title, after the notice's text, followed by running text or a heading."""
    line = text.of(lines[index]).strip()
    following = text.of(lines[index + 1]).strip() if index + 1 < len(lines) else ""
    return (
        bool(TITLE.match(line))
        and len(line) < 60
        and (running(following) or following.startswith("（"))
        and not running(line)
    )
