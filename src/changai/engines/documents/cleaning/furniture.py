"""What stands around a text and does not belong to it: page numbers, the navigation of a web page."""

import re
from itertools import pairwise

from changai.engines.documents.cleaning.pieces import Dropped, Piece
from changai.engines.documents.cleaning.rows import mark_rows
from changai.engines.documents.cleaning.shapes import SENTENCE, labelled, numbered

PAGE = re.compile(
    r"[-—·~]+(\d{1,4})[-—·~]+|第(\d{1,4})页(?:[/，]?共\d{1,4}页)?|(\d{1,4})/\d{1,4}页?|Page(\d{1,4})(?:of\d+)?",
    re.I,
)
LONE = re.compile(r"\d{1,4}")
MARK = re.compile(r"[（(【\[]?[A-D]\d?[)）】\]]?")
BULLET = re.compile(r"[·>»]+\s*")
#: What only a web page's foot says, and what an official text may say at its end too.
SURE = re.compile(
    r"上一[篇页条]|下一[篇页条]|(?:打印|关闭)(?:本页|窗口)|返回顶部|分享到|扫一扫|网站地图|版权所有|ICP备|公网安备|网站标识码|友情链接"
    r"|浏览次数|点击次数|【(?:打印|关闭|字体)】|收藏本(?:页|站)"
)
LIKELY = re.compile(
    r"^(?:[（(【]?(?:责任编辑|编辑|编审|审核|校对|初审|终审|监制)[：:]?[\w\s、]{0,20}[）)】]?$"
    r"|相关(?:链接|阅读|文章|新闻|推荐)|联系我们|关于我们|版权声明|免责声明|技术支持：|主办单位：|承办单位：|主办：|来源：)"
)
NEAR = 4
HEAD = re.compile(
    r"(?:当前|现在)的?(?:所在)?位置：|^(?:网站)?首页|字体：?[【\[（]?大|^(?:发布|更新)(?:时间|日期)：|浏览次数|点击(?:次数|率)：|^来源："
    r"|分享到|设为首页|加入收藏|打印本页|^(?:打印|登录|注册|无障碍(?:浏览|阅读)?|长者模式|繁体(?:版|中文)?|手机版|English|RSS|[|·])+$"
)
LATIN = re.compile(r"[A-Za-z·|>/_-]{4,}")
BULLETS = {0x2022: "·", 0x25CF: "·"}
#: Navigation above a text is looked for in so many lines.
TOP = 15
NAVIGATION, NUMBER = "网页导航", "页码"


def sweep(pieces: list[Piece]) -> tuple[list[Piece], list[Dropped]]:
    """The pieces of the text itself, rows of tables marked, and what was left out."""
    pieces, numbers = without_numbers(pieces)
    pieces, before = without_head(mark_rows(pieces))
    pieces, after = without_tail(pieces)
    return pieces, numbers + before + after


def without_numbers(pieces: list[Piece]) -> tuple[list[Piece], list[Dropped]]:
    """Page numbers. A bare number is one only if others go up with it."""
    marked = {
        index for index, piece in enumerate(pieces) if piece.kind == "body" and PAGE.fullmatch(piece.look)
    }
    bare = [
        index for index, piece in enumerate(pieces) if piece.kind == "body" and LONE.fullmatch(piece.look)
    ]
    values = [int(pieces[index].look) for index in bare]
    if len(bare) >= 3 and all(0 < b - a <= 2 for a, b in pairwise(values)):
        marked.update(bare)
    dropped = [(pieces[index].start, pieces[index].end, NUMBER) for index in sorted(marked)]
    kept: list[Piece] = []
    turned = False
    for index, piece in enumerate(pieces):
        if index in marked:
            turned = True
            continue
        piece.turned, turned = piece.turned or turned, False
        kept.append(piece)
    return kept, dropped


def without_head(pieces: list[Piece]) -> tuple[list[Piece], list[Dropped]]:
    """Lines before the first Chinese one, and the links above a title."""
    dropped: list[Dropped] = []
    top = next(
        (at for at, piece in enumerate(pieces) if SENTENCE.search(piece.look) or numbered(piece.look)),
        len(pieces),
    )
    gone = [at for at, piece in enumerate(pieces[: min(top, TOP)]) if navigates(piece)]
    if len(gone) == len(pieces):
        return pieces, dropped
    kept = [piece for at, piece in enumerate(pieces) if at not in gone]
    dropped = [(pieces[at].start, pieces[at].end, NAVIGATION) for at in gone]
    for index, piece in enumerate(kept[:TOP] if gone else ()):
        bullet = BULLET.match(piece.text.translate(BULLETS))
        if bullet and bullet.end() < len(piece.text):
            dropped.append((piece.start, piece.places[bullet.end()], NAVIGATION))
            kept[index] = cut(piece, bullet.end())
    return kept, dropped


def navigates(piece: Piece) -> bool:
    """A line above the text that is no part of it."""
    if len(piece.look) > 60 or SENTENCE.search(piece.look):
        return False
    return bool(HEAD.search(piece.look) or LATIN.fullmatch(piece.look))


def cut(piece: Piece, at: int) -> Piece:
    """The piece without its first characters."""
    piece.text, piece.places = piece.text[at:], piece.places[at:]
    piece.look = piece.look[min(at, len(piece.look)) :] if piece.look[:1] == "·" else piece.look
    return piece


def without_tail(pieces: list[Piece]) -> tuple[list[Piece], list[Dropped]]:
    """From the first mark of a web page's foot, if nothing after it looks like the text's own."""
    for index in range(max(1, len(pieces) // 3), len(pieces)):
        if foot(pieces, index) and all(foreign(after) for after in pieces[index + 1 :]):
            return pieces[:index], [(after.start, after.end, NAVIGATION) for after in pieces[index:]]
    return pieces, []


def foot(pieces: list[Piece], index: int) -> bool:
    """A line that begins a page's foot: for sure, or likely with a sure one near and no sentences after it."""
    look = pieces[index].look
    if len(look) > 80 or SENTENCE.search(look):
        return False
    if SURE.search(look):
        return True
    rest = [piece.look for piece in pieces[index + 1 :]]
    near = any(SURE.search(after) for after in rest[:NEAR])
    return bool(LIKELY.match(look)) and (near or not any(after.endswith("。") for after in rest))


def foreign(piece: Piece) -> bool:
    """Not a heading, an attachment, a date or a copy list of the text."""
    if piece.look.endswith(("...", "…")):
        return True
    own = numbered(piece.look) or labelled(piece.look)
    return not own or bool(SURE.search(piece.look))
