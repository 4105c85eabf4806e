"""Writers of unions and memberships."""

from changai.domains.workforce.memberships.actions.members import (
    correct_membership,
    end_membership,
    join,
    transfer,
    withdraw_membership,
)
from changai.domains.workforce.memberships.actions.unions import (
    cover,
    found_union,
    found_wide_union,
    join_union,
    uncover,
    withdraw_coverage,
)

__all__ = [
    "correct_membership",
    "cover",
    "end_membership",
    "found_union",
    "found_wide_union",
    "join",
    "join_union",
    "transfer",
    "uncover",
    "withdraw_coverage",
    "withdraw_membership",
]
