"""Employers with what is counted of them."""

from typing import Any

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from changai.domains.workforce.employers.models import Employer
from changai.domains.workforce.memberships.models import Union, UnionCoverage
from changai.domains.workforce.people.models import Worker


def counted(employers: QuerySet[Employer]) -> QuerySet[Employer]:
    """With `workers` at work, `members` and `contracted` among them, `has_union` and `own_union`, all of the present.

    An employer has a union of its own, or one over several employers covers it.

    Counts are sub-queries, so that a page costs what it shows and not what the list holds.
    """
    own = Exists(Union._base_manager.filter(employer=OuterRef("pk"), organisation__ended_on=None))
    covered = UnionCoverage._base_manager.filter(
        employer=OuterRef("pk"), until=None, union__organisation__ended_on=None
    )
    return employers.annotate(
        workers=_count(Q()),
        members=_count(Q(union_member=True)),
        contracted=_count(~Q(contract_kind="")),
        own_union=own,
        has_union=own | Exists(covered),
    )


def _count(condition: Q) -> Any:
    """How many of the unit's present workers meet the condition."""
    workers = Worker._base_manager.filter(condition, working=True, employer=OuterRef("pk"))
    return Coalesce(
        Subquery(
            workers.order_by().values("employer").annotate(n=Count("*")).values("n"),
            output_field=IntegerField(),
        ),
        0,
    )
