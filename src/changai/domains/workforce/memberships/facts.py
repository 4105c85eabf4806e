"""Published: trade_union, union_coverage, union_membership."""

from changai.engines.rules.tables import FactTable, Kind, publish

TRADE_UNION = publish(
    FactTable(
        key="trade_union",
        title="工会组织",
        columns={
            "union_id": Kind.INTEGER,
            "employer_id": Kind.INTEGER,
            "kind": Kind.TEXT,
            "region": Kind.TEXT,
            "founded_on": Kind.DATE,
            "ended_on": Kind.DATE,
        },
        order=("union_id",),
        select="""
            SELECT u.organisation_id AS union_id, u.employer_id, u.kind, o.region_id AS region, o.founded_on,
                   o.ended_on, left(o.region_id, 6) AS county
            FROM db.memberships_union u JOIN db.parties_organisation o ON o.id = u.organisation_id
            WHERE o.founded_on IS NULL OR o.founded_on <= $as_of
        """,
    )
)

UNION_COVERAGE = publish(
    FactTable(
        key="union_coverage",
        title="联合、区域工会覆盖的单位",
        columns={
            "coverage_id": Kind.INTEGER,
            "union_id": Kind.INTEGER,
            "employer_id": Kind.INTEGER,
            "since": Kind.DATE,
            "until": Kind.DATE,
        },
        order=("employer_id", "coverage_id"),
        select="""
            SELECT c.id AS coverage_id, c.union_id, c.employer_id, c.since, c.until, left(o.region_id, 6) AS county
            FROM db.memberships_unioncoverage c JOIN db.parties_organisation o ON o.id = c.employer_id
            WHERE c.since IS NULL OR c.since <= $as_of
        """,
    )
)

UNION_MEMBERSHIP = publish(
    FactTable(
        key="union_membership",
        title="工会会籍",
        columns={
            "membership_id": Kind.INTEGER,
            "worker_id": Kind.INTEGER,
            "union_id": Kind.INTEGER,
            "since": Kind.DATE,
            "until": Kind.DATE,
        },
        order=("worker_id", "membership_id"),
        per_person=True,
        select="""
            SELECT m.id AS membership_id, m.person_id AS worker_id, m.union_id, m.since, m.until,
                   left(w.region_id, 6) AS county
            FROM db.memberships_unionmembership m
            JOIN db.people_worker w ON w.person_id = m.person_id
            JOIN db.parties_person p ON p.id = m.person_id
            WHERE p.merged_into_id IS NULL AND (m.since IS NULL OR m.since <= $as_of)
        """,
    )
)
