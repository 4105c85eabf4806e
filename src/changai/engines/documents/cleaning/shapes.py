"""How the lines of official texts look: which begin something new, which are at their end."""

import re

NUMERAL = "[一二三四五六七八九十百零〇]"
#: A number or mark with which headings and items begin.
NUMBER = re.compile(
    rf"(?:第{NUMERAL}{{1,4}}|第\d{{1,3}})[编章节条款]|{NUMERAL}{{1,4}}[、.．]|（{NUMERAL}{{1,4}}）|（\d{{1,2}}）"
    rf"|\d{{1,2}}(?:[、．]|\.(?!\d))|\d{{1,2}}\.\d{{1,2}}(?=[^\d%万亿倍个元人])(?:\.|、)?|[①-⑳]|——|附件\d*[：:]?$|附件[一二三四五六\d]*[：:]"
    rf"|附[：:]|{NUMERAL}是(?=\D)"
)
#: A chapter's heading without a full stop.
CHAPTER = re.compile(rf"{NUMERAL}{{1,4}}、[^。；：]*$")
UNITS_NAMED = re.compile(r"(?:单位|部门|领导)：")
#: Ends with a label that what it names must follow.
NAMING = re.compile(
    r"(?:(?:牵头|责任|配合|主办|协办|负责|参与)(?:单位|部门|领导)|(?:联系|承办|经办)人|电话)：$"
)
#: How letters and requests end.
CLOSING = re.compile(r"(?:衷心|再次|诚挚)?(?:感谢|特此|此复|专此|妥否|以上(?:意见|报告|请示)|当否)")
ITEM = re.compile(rf"{NUMERAL}是")
DATE = re.compile(
    r"(?:[12]\d{3}年\d{1,2}月(?:\d{1,2}日)?|[一二][一二三四五六七八九十零〇○O0]{3}年[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}日)?"
    r"|[12]\d{3}[-./]\d{1,2}[-./]\d{1,2}|[12]\d{5,7})$"
)
LABEL = re.compile(
    r"(?:(?:主管|分管|责任|签发|经办|承办|联系|填报|主办|具体)(?:领导|负责|联系|经办|承办|签发)?(?:人|领导|科室|电话|方式|人员)"
    r"(?:姓名)?(?:及(?:联系)?(?:电话|方式))?|邮政编码|邮编|(?:联系|通讯|通信|单位)?地址|传真|(?:联系)?电话|手机|(?:电子)?邮箱"
    r"|(?:是否)?公开(?:情况|方式|属性|选项|形式|意见)?|办理(?:结果|类别|情况)|信息公开|抄送|抄报|主送|主题词|印发|备注)[：:]"
)
#: The note that names units, on a line of its own.
MARK = re.compile(
    r"[（(【\[]?(?:牵头|责任|配合|主办|协办|负责|参与|参加|实施|主责|落实)(?:单位|部门|领导|处室|科室)[：:]"
)
LABELLED = re.compile(r"[\u4e00-\u9fff]{2,8}：")
#: The last line of the imprint.
PRINTED = re.compile(r".{2,50}(?:[12]\d{3}|[一二][一二三四五六七八九〇○零]{3})年.{2,8}月.{1,4}日印发?$")
KIND = "(?:通知|意见|方案|计划|规划|纲要|办法|细则|规定|条例|决定|决议|公告|通告|通报|报告|请示|批复|答复|复函|函|总结|要点|清单|措施|情况|答复函)"
TITLE_END = re.compile(rf"{KIND}(?:（[^（）]*）)?$")
ORGAN = re.compile(
    r"[^，。；：、？！\d]{2,40}(?:委员会|人民政府|市委|省委|区委|县委|党委|州委|局|厅|部|办公室|办公厅|总工会|工会|委|办|会|院|组|中心)$"
)
STOP = re.compile(r"[。！？；!?;：:…][”’」』）)》】]*$")
CLOSED = re.compile(r"[）)】」]$")
SENTENCE = re.compile(r"[。！？；，]")
UNITS = re.compile(r"[（(][^（(]*(?:单位|部门|牵头|负责|责任|配合)")


def numbered(look: str) -> bool:
    """Begins with a heading's or item's number."""
    return bool(NUMBER.match(look))


def standing(look: str) -> bool:
    """A line that stands for itself at a document's end: date, signature, contact."""
    return bool((len(look) <= 40 and (DATE.match(look) or LABEL.match(look))) or PRINTED.match(look))


def labelled(look: str) -> bool:
    """Begins with what an official line begins with: a label, a date, the units of a measure."""
    return bool(LABEL.match(look) or MARK.match(look) or DATE.match(look))


def organ(look: str) -> bool:
    """Nothing but an office's name."""
    return len(look) <= 40 and bool(ORGAN.match(look))


def stopped(look: str) -> bool:
    """At the end of a sentence, or of a mark that names units."""
    if STOP.search(look):
        return True
    return bool(CLOSED.search(look) and UNITS.search(look[look.rfind("（") :] or look))


def done(look: str) -> bool:
    """At the end of a sentence or of a bracket."""
    return stopped(look) or bool(CLOSED.search(look))


def hanging(look: str) -> bool:
    """Ends where nothing can end: after a comma or an opening mark."""
    return look.endswith(("，", "、", "（", "《", "“", "〔", "‘", "〈"))


PAIRS = {"》": "《", "）": "（", "〉": "〈", "”": "“"}
ENDS = {opening: closing for closing, opening in PAIRS.items()}


def open_brackets(look: str) -> str:
    """Title marks, round brackets and quotes that are still open at the end, outermost first."""
    depth: list[str] = []
    for character in look:
        if character in ENDS:
            depth.append(character)
        elif character in PAIRS and depth and depth[-1] == PAIRS[character]:
            depth.pop()
    return "".join(depth)


def closes(look: str, opened: str) -> bool:
    """The line closes a bracket that was left open before it."""
    depth = 1
    for character in look:
        depth += (character == opened[-1]) - (character == ENDS[opened[-1]])
        if not depth:
            return True
    return False
