"""The kinds of values and how a raw YAML value is checked and made into one.

whole: a whole number · money: whole fen · percent: 0 to 100, exact · choice: one of `choices` ·
bands: rising lower bounds, each included · groups: lists of code prefixes of the table `codes_of` ·
term: a legal term, as {count, unit, start, last}.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from changai.engines.calendar import Term, TermError
from changai.engines.calendar.terms import parse
from changai.engines.codes import industries, tables


class Wrong(ValueError):
    """A raw value does not fit its kind; the message says why."""


def convert(kind: str, raw: Any, declared: Mapping[str, Any]) -> Any:
    """The checked value. Wrong when it does not fit; `declared` is the whole parameter file."""
    return KINDS[kind](raw, declared)


def _whole(raw: Any, declared: Mapping[str, Any]) -> int:
    if type(raw) is not int:
        raise Wrong(f"取值应为整数，这里是 {raw!r}")
    lower, upper = declared.get("lower", 0), declared.get("upper")
    if raw < lower or (upper is not None and raw > upper):
        raise Wrong(f"取值 {raw} 超出允许范围（{lower} 至 {'不限' if upper is None else upper}）")
    return raw


def _percent(raw: Any, declared: Mapping[str, Any]) -> Decimal:
    if type(raw) not in (int, float):
        raise Wrong(f"取值应为百分数（只写数字，不写百分号），这里是 {raw!r}")
    value = Decimal(str(raw))
    if not 0 <= value <= 100:
        raise Wrong(f"百分数应在 0 至 100 之间，这里是 {raw}")
    return value


def _choice(raw: Any, declared: Mapping[str, Any]) -> str:
    choices = declared.get("choices")
    if not isinstance(choices, dict) or not choices:
        raise Wrong("选择类参数要在 choices 里列出可选项")
    if raw not in choices:
        raise Wrong(f"取值 {raw!r} 不在可选项 {'、'.join(map(str, choices))} 之内")
    return str(raw)


def _members(raw: Any, third: str) -> list[dict[str, Any]]:
    """A list of {code, title, <third>} with codes and titles all different."""
    if not isinstance(raw, list) or not raw:
        raise Wrong("取值应为分组列表，至少一组")
    for each in raw:
        if not isinstance(each, dict) or set(each) != {"code", "title", third}:
            raise Wrong(f"每组应当且只能写 code、title、{third} 三项，这里是 {each!r}")
        if not isinstance(each["code"], str) or not isinstance(each["title"], str):
            raise Wrong(f"分组的 code 和 title 应为文字（数字和下划线要加引号），这里是 {each!r}")
    for name in ("code", "title"):
        found = [each[name] for each in raw]
        if len(set(found)) != len(found):
            raise Wrong(f"分组的 {name} 有重复：{'、'.join(found)}")
    return raw


def _bands(raw: Any, declared: Mapping[str, Any]) -> tuple[dict[str, Any], ...]:
    bands = _members(raw, "from")
    bounds = [band["from"] for band in bands]
    if any(type(bound) is not int for bound in bounds):
        raise Wrong(f"每组的起点 from 应为整数（含本数），这里是 {bounds}")
    if sorted(set(bounds)) != bounds:
        raise Wrong(f"各组的起点 from 应从小到大且不重复，这里是 {bounds}")
    if bounds[0] != declared.get("lower", 0):
        raise Wrong(f"第一组应从 {declared.get('lower', 0)} 起，否则更小的数没有归属")
    return tuple(bands)


def _groups(raw: Any, declared: Mapping[str, Any]) -> tuple[dict[str, Any], ...]:
    groups = _members(raw, "codes")
    known = _codes_of(declared.get("codes_of"))
    seen: dict[str, str] = {}
    for group in groups:
        if not isinstance(group["codes"], list) or not group["codes"]:
            raise Wrong(f"“{group['title']}”没有列出代码")
        for code in group["codes"]:
            if not isinstance(code, str):
                raise Wrong(f"“{group['title']}”的代码 {code!r} 要加引号写成文字，以免丢失开头的 0")
            if not any(each.startswith(code) for each in known):
                raise Wrong(f"“{group['title']}”的代码 {code} 在代码表 {declared['codes_of']} 里不存在")
            if code in seen:
                raise Wrong(f"代码 {code} 同时列在“{seen[code]}”和“{group['title']}”")
            seen[code] = group["title"]
    return tuple(groups)


def _term(raw: Any, declared: Mapping[str, Any]) -> Term:
    try:
        return parse(raw)
    except TermError as error:
        raise Wrong(str(error)) from None


def _codes_of(table: Any) -> list[str]:
    if table == "industry":
        return list(industries.tree().names)
    if table in tables.names():
        return list(tables.table(table))
    raise Wrong(f"分组类参数要在 codes_of 里写明代码表，这里是 {table!r}")


KINDS: dict[str, Callable[[Any, Mapping[str, Any]], Any]] = {
    "whole": _whole,
    "money": _whole,
    "percent": _percent,
    "choice": _choice,
    "bands": _bands,
    "groups": _groups,
    "term": _term,
}
