"""Shares of one whole that should add to 100 %."""

import re
from collections.abc import Iterator
from decimal import Decimal

from changai.engines.documents.checks.model import Item, decimals, made, plainly
from changai.engines.documents.reading import Check
from changai.engines.documents.text import Text

_SHARE = re.compile(r"占|比例|比重")
_APART = re.compile(r"其中|覆盖|率(?:达|为)|同比|提高|增长|签订")
_NEAR = Decimal(5)
_MOST = 30


def check(items: list[Item], text: Text) -> Iterator[Check]:
    """Runs of shares within a sentence, each run that reaches 100 % on its own."""
    for run in _runs(items, text):
        start = 0
        while start < len(run):
            end = _reaches(run[start : start + _MOST])
            if not end:
                later = next((at for at in range(start + 1, len(run) - 2) if _exactly(run[at:]) > 2), 0)
                if not later:
                    break
                start, end = later, _exactly(run[later:])
            yield _share(run[start : start + end], True)
            start += end
        rest = run[start:]
        total = sum((one.value for one in rest), Decimal(0))
        if len(rest) > 2 - (start == 0) and abs(total - 100) <= _NEAR and (len(rest) > 2 or _opposed(rest)):
            yield _share(rest, False)


def _runs(items: list[Item], text: Text) -> Iterator[list[Item]]:
    run: list[Item] = []
    for item in items:
        between = text.plain[run[-1].end : item.start] if run else ""
        belongs = item.figure.unit == "%" and item.exact and _is_share(item, run, text, between)
        if belongs and run and item.sentence == run[-1].sentence and not _APART.search(between):
            run.append(item)
            continue
        if run and not belongs and item.figure.unit != "%" and item.sentence == run[-1].sentence:
            continue
        if len(run) > 1:
            yield run
        run = [item] if belongs else []
    if len(run) > 1:
        yield run


def _is_share(item: Item, run: list[Item], text: Text, between: str) -> bool:
    """占 before the number in its clause, or a list that such a clause began (分别占 13%、38% 和 48%)."""
    clause = re.split(r"[，。；：\n]", text.plain[max(0, item.start - 40) : item.start])[-1]
    return bool(_SHARE.search(clause) or (run and re.fullmatch(r"\s?(?:、|和|及|与|以及|，)\s?", between)))


def _tolerance(run: list[Item]) -> Decimal:
    """What rounding of the shares is likely to make: a step of the last digit for every four of them."""
    places = max(decimals(one.figure.raw_value) for one in run)
    return Decimal(max(1, len(run) // 4)) * Decimal(10) ** -places


def _reaches(run: list[Item]) -> int:
    """How many shares from the first on add to 100 %; exactly if any do, else within rounding."""
    if exact := _exactly(run):
        return exact
    total = sum((one.value for one in run), Decimal(0))
    return len(run) if len(run) > 2 and abs(total - 100) <= _tolerance(run) else 0


def _exactly(run: list[Item]) -> int:
    """How many shares from the first on add to 100 % to the digit; 0 where none do."""
    total = Decimal(0)
    for count, one in enumerate(run[:_MOST], 1):
        total += one.value
        if count > 1 and total == 100:
            return count
    return 0


def _opposed(rest: list[Item]) -> bool:
    """男 and 女: two shares that leave nothing else."""
    words = "".join(one.figure.quote for one in rest)
    return "男" in words and "女" in words


def _share(run: list[Item], ok: bool) -> Check:
    total = sum((one.value for one in run), Decimal(0))
    terms = " + ".join(f"{plainly(one.value)}%" for one in run)
    if total == 100:
        return made("share", True, f"{terms} = 100%，各项占比合计为100%。", run)
    gap = f"与100%相差{plainly(abs(total - 100))}个百分点"
    tail = "，在四舍五入的范围之内。" if ok else "。"
    return made("share", ok, f"{terms} = {plainly(total)}%，{gap}{tail}", run)
