"""Reads parameter files and gathers every problem, so that one start shows them all."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from changai.engines.codes import regions
from changai.kernel.parameters.kinds import KINDS, Wrong, convert
from changai.kernel.parameters.model import Parameter, ParameterError, Value

NEEDED = {"title", "meaning", "kind", "unit", "review_by", "values"}
ALLOWED = NEEDED | {"choices", "codes_of", "lower", "upper"}
VALUE_NEEDED = {"region", "from", "value", "source", "verified"}
VALUE_ALLOWED = VALUE_NEEDED | {"to", "note"}


class _Loader(yaml.SafeLoader):
    """Refuses a key that is written twice, which YAML would let pass in silence."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """The mapping, its keys all different."""
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]  # type: ignore[no-untyped-call]
        for key in keys:
            if keys.count(key) > 1:
                raise Wrong(f"“{key}”写了两次（第 {node.start_mark.line + 1} 行起）")
        return super().construct_mapping(node, deep=deep)


def load_yaml(path: Path) -> Any:
    """The file's content. Wrong when it can't be read."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
    except FileNotFoundError:
        raise Wrong("文件不存在") from None
    except UnicodeDecodeError:
        raise Wrong("不是 UTF-8 编码的文本文件") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"第 {mark.line + 1} 行附近" if mark else "某处"
        raise Wrong(f"{where}不合 YAML 格式，请检查缩进、冒号和引号") from None


def read_all(directory: Path) -> dict[str, Parameter]:
    """Key → parameter for every YAML file below the directory. ParameterError lists all problems."""
    found: dict[str, Parameter] = {}
    problems: list[str] = []
    if not directory.is_dir():
        raise ParameterError([f"找不到参数目录 {directory.name}，请检查目录 catalog/parameters 是否完整。"])
    for path in sorted(directory.rglob("*.y*ml")):
        relative = path.relative_to(directory)
        key = ".".join(relative.with_suffix("").parts)
        try:
            declared = load_yaml(path)
            told = list(_problems(declared))
            if told:
                problems += [f"{relative}：{each}。" for each in told]
            else:
                found[key] = _parameter(key, declared, str(relative))
        except Wrong as wrong:
            problems.append(f"{relative}：{wrong}。")
    if problems:
        raise ParameterError(problems)
    return found


def _problems(declared: Any) -> Iterator[str]:
    if not isinstance(declared, dict):
        yield "整个文件应由“名称: 内容”组成"
        return
    yield from _names(declared, NEEDED, ALLOWED)
    if declared.get("kind") not in KINDS and "kind" in declared:
        yield f"kind 应为 {'、'.join(KINDS)} 之一，这里是 {declared['kind']!r}"
    for name in ("title", "meaning", "unit"):
        if name in declared and not isinstance(declared[name], str):
            yield f"{name} 应为文字，这里是 {declared[name]!r}"
    if "review_by" in declared and type(declared["review_by"]) is not date:
        yield f"review_by 应为日期（例如 2027-06-30），这里是 {declared['review_by']!r}"
    values = declared.get("values")
    if not isinstance(values, list) or not values:
        yield "values 应列出至少一个取值"
        return
    for number, value in enumerate(values, start=1):
        yield from (f"第 {number} 个取值：{each}" for each in value_problems(value, declared))
    yield from _overlaps(values)


def _names(found: dict[Any, Any], needed: set[str], allowed: set[str]) -> Iterator[str]:
    for name in sorted(needed - set(found)):
        yield f"缺少 {name}"
    for name in sorted(map(str, set(found) - allowed)):
        yield f"不认识的名称 {name}，可用的有 {'、'.join(sorted(allowed))}"


def value_problems(value: Any, declared: dict[str, Any]) -> Iterator[str]:
    """Everything that is wrong with one entry of `values`."""
    if not isinstance(value, dict):
        yield f"应写 {'、'.join(sorted(VALUE_NEEDED))}，这里是 {value!r}"
        return
    yield from _names(value, VALUE_NEEDED, VALUE_ALLOWED)
    region = value.get("region")
    if "region" in value and not isinstance(region, str):
        yield f"地区代码 {region!r} 要加引号写成文字"
    elif "region" in value and region not in regions.history():
        yield f"没有代码为“{region}”的地区"
    if "source" in value and not (isinstance(value["source"], str) and value["source"].strip()):
        yield "没有写来源 source：写明文件和条款"
    if "verified" in value and type(value["verified"]) is not bool:
        yield "verified 应为 yes（已与原文核对）或 no（尚未核对）"
    yield from _dates(value)
    if declared.get("kind") in KINDS and "value" in value:
        try:
            convert(declared["kind"], value["value"], declared)
        except Wrong as wrong:
            yield str(wrong)


def _dates(value: dict[str, Any]) -> Iterator[str]:
    since, until = value.get("from"), value.get("to")
    if "from" in value and type(since) is not date:
        yield f"from 应为日期（例如 2026-01-01），这里是 {since!r}"
    if until is not None and type(until) is not date:
        yield f"to 应为日期或留空，这里是 {until!r}"
    if type(since) is date and type(until) is date and until < since:
        yield f"止日 {until} 早于起日 {since}"


def _overlaps(values: list[Any]) -> Iterator[str]:
    """Two values of one region must not hold on the same day."""
    dated = [v for v in values if isinstance(v, dict) and type(v.get("from")) is date and not list(_dates(v))]
    dated.sort(key=lambda value: (str(value.get("region")), value["from"]))
    for former, later in pairwise(dated):
        same = former.get("region") == later.get("region")
        if same and (former.get("to") is None or later["from"] <= former["to"]):
            yield (
                f"地区 {former.get('region')} 自 {former['from']} 和自 {later['from']} 的取值时间重叠，"
                "请给前一个写上止日 to"
            )


def make_value(raw: dict[str, Any], declared: dict[str, Any]) -> Value:
    """A checked entry as a Value."""
    return Value(
        region=raw["region"],
        since=raw["from"],
        until=raw.get("to"),
        value=convert(declared["kind"], raw["value"], declared),
        source=raw["source"].strip(),
        verified=raw["verified"],
        note=str(raw.get("note") or ""),
    )


def _parameter(key: str, declared: dict[str, Any], file: str) -> Parameter:
    return Parameter(
        key=key,
        title=declared["title"],
        meaning=" ".join(declared["meaning"].split()),
        kind=declared["kind"],
        unit=declared["unit"],
        values=tuple(make_value(raw, declared) for raw in declared["values"]),
        review_by=declared["review_by"],
        file=file,
        declared=declared,
    )
