"""What rules may not hold, because engines disagree on it or a literal would hide a parameter.

Needs Ibis; used when rules are compiled.
"""

from collections.abc import Callable, Iterator

import ibis.expr.operations as ops
from ibis.expr.types import Table


class Forbidden(ValueError):
    """A rule holds a construct that it may not hold; the message names it."""


def check(expression: Table) -> None:
    """Raise Forbidden if the expression tree holds a construct that gives different answers across engines."""
    found = sorted({reason for node in expression.op().find(ops.Node) for reason in reasons(node)})
    if found:
        raise Forbidden("; ".join(found))


def reasons(node: ops.Node) -> Iterator[str]:
    """Why a node of the tree is not allowed."""
    for kinds, reason, when in TABLE:
        if isinstance(node, kinds) and when(node):
            yield reason


def _calendar_delta(node: ops.Node) -> bool:
    if isinstance(node, ops.DateDelta | ops.TimestampDelta):
        return str(getattr(node.part, "value", node.part)) in ("month", "quarter", "year")
    return any(
        getattr(getattr(argument.dtype, "unit", None), "value", "") in ("M", "Q", "Y")
        for argument in node.args
        if isinstance(argument, ops.Value) and argument.dtype.is_interval()
    )


def _cast(node: ops.Node) -> bool:
    source, target = node.arg.dtype, node.to
    return target.is_integer() and (source.is_floating() or source.is_boolean() or source.is_decimal())


def _divides_by_maybe_zero(node: ops.Node) -> bool:
    right = node.right
    if isinstance(right, ops.Cast):
        right = right.arg
    if isinstance(right, ops.Literal):
        return not right.value
    return not isinstance(right, ops.NullIf)


def _ordered(node: ops.Node) -> bool:
    return bool(getattr(node, "order_by", ()))


def _date_literal(node: ops.Node) -> bool:
    return node.dtype.is_temporal()


def _always(_: ops.Node) -> bool:
    return True


TABLE: list[tuple[tuple[type, ...], str, Callable[..., bool]]] = [
    (
        (ops.DateDelta, ops.TimestampDelta, ops.DateAdd, ops.DateSub, ops.TimestampAdd, ops.TimestampSub),
        "month or year arithmetic on dates",
        _calendar_delta,
    ),
    ((ops.Round,), "round of a float", lambda node: node.arg.dtype.is_floating()),
    ((ops.Cast,), "float, decimal or bool cast to an integer", _cast),
    ((ops.TryCast,), "try_cast", _always),
    ((ops.JoinLink,), "asof_join", lambda node: node.how == "asof"),
    ((ops.ArrayCollect, ops.GroupConcat), "ordered collect or group_concat", _ordered),
    ((ops.ArgMax, ops.ArgMin, ops.First, ops.Last), "argmax, argmin, first or last", _always),
    ((ops.Divide, ops.FloorDivide, ops.Modulus), "division without nullif", _divides_by_maybe_zero),
    ((ops.ScalarUDF, ops.AggUDF), "Python or engine function", _always),
    ((ops.DateNow, ops.TimestampNow), "today's date; the as-of date is a table", _always),
    ((ops.Literal,), "date literal; dates come in as tables", _date_literal),
    ((ops.SQLQueryResult, ops.SQLStringView), "SQL text", _always),
]
