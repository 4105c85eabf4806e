"""Kinds of import that make workers: the roster of employed ones, the sheet of those in groups."""

from changai.domains.workforce.roster.actions.groups import GROUPS_KIND
from changai.domains.workforce.roster.actions.roster import ROSTER_KIND

__all__ = ["GROUPS_KIND", "ROSTER_KIND"]
