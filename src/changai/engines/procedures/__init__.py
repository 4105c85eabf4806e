"""Declared procedures: stages, steps, who, clocks. Pure: no state is kept here, it is worked out from events.

`Procedure` is the declaration and refuses one that can't work; `allowed` and `after` walk it; `clocks` tells from a
case's events which legal clocks run, till when, and why.
"""

from changai.engines.procedures.clocks import ClockState, Event, clocks
from changai.engines.procedures.declare import Clock, Procedure, ProcedureError, Stage, Step
from changai.engines.procedures.walk import Refused, after, allowed

__all__ = [
    "Clock",
    "ClockState",
    "Event",
    "Procedure",
    "ProcedureError",
    "Refused",
    "Stage",
    "Step",
    "after",
    "allowed",
    "clocks",
]
