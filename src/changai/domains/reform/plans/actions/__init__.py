"""The writers of plans: opened from a document, corrected piece by piece, taken back, confirmed, amended."""

from changai.domains.reform.plans.actions.amending import amend_plan
from changai.domains.reform.plans.actions.confirming import clear_all, clear_doubt, confirm, drop_draft
from changai.domains.reform.plans.actions.duties import add_duty, remove_duty, set_department, switch_duty
from changai.domains.reform.plans.actions.mapping import attach, map_measure
from changai.domains.reform.plans.actions.measures import (
    add_measure,
    correct_measure,
    join_measures,
    move_measure,
    remove_measure,
    split_measure,
)
from changai.domains.reform.plans.actions.opening import ingest, open_plan
from changai.domains.reform.plans.actions.targets import (
    add_target,
    add_whole_target,
    correct_target,
    remove_target,
)
from changai.domains.reform.plans.actions.tracking import revert

__all__ = [
    "add_duty",
    "add_measure",
    "add_target",
    "add_whole_target",
    "amend_plan",
    "attach",
    "clear_all",
    "clear_doubt",
    "confirm",
    "correct_measure",
    "correct_target",
    "drop_draft",
    "ingest",
    "join_measures",
    "map_measure",
    "move_measure",
    "open_plan",
    "remove_duty",
    "remove_measure",
    "remove_target",
    "revert",
    "set_department",
    "split_measure",
    "switch_duty",
]
