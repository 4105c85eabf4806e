"""Published: employment, contract, wage."""

from changai.engines.rules.tables import FactTable, Kind, publish

EMPLOYMENT = publish(
    FactTable(
        key="employment",
        title="从业经历",
        columns={
            "employment_id": Kind.INTEGER,
            "worker_id": Kind.INTEGER,
            "employer_id": Kind.INTEGER,
            "region": Kind.TEXT,
            "occupation": Kind.TEXT,
            "flexible_group": Kind.TEXT,
            "since": Kind.DATE,
            "until": Kind.DATE,
        },
        order=("worker_id", "employment_id"),
        per_person=True,
        select="""
            SELECT e.id AS employment_id, e.person_id AS worker_id, e.employer_id, e.region_id AS region,
                   CASE WHEN regexp_full_match(e.occupation, '[0-9-]+') THEN e.occupation END AS occupation,
                   nullif(e."group", '') AS flexible_group, e.since, e.until, left(w.region_id, 6) AS county
            FROM db.employment_employment e
            JOIN db.people_worker w ON w.person_id = e.person_id
            JOIN db.parties_person p ON p.id = e.person_id
            WHERE p.merged_into_id IS NULL AND e.since <= $as_of
        """,
    )
)

CONTRACT = publish(
    FactTable(
        key="contract",
        title="劳动合同",
        columns={
            "contract_id": Kind.INTEGER,
            "employment_id": Kind.INTEGER,
            "worker_id": Kind.INTEGER,
            "kind": Kind.TEXT,
            "since": Kind.DATE,
            "until": Kind.DATE,
        },
        order=("worker_id", "contract_id"),
        per_person=True,
        select="""
            SELECT c.id AS contract_id, c.employment_id, e.person_id AS worker_id, c.kind, c.since, c.until,
                   left(w.region_id, 6) AS county
            FROM db.employment_contract c
            JOIN db.employment_employment e ON e.id = c.employment_id
            JOIN db.people_worker w ON w.person_id = e.person_id
            JOIN db.parties_person p ON p.id = e.person_id
            WHERE p.merged_into_id IS NULL AND e.since <= $as_of AND c.since <= $as_of
        """,
    )
)

WAGE = publish(
    FactTable(
        key="wage",
        title="月工资",
        columns={
            "employment_id": Kind.INTEGER,
            "worker_id": Kind.INTEGER,
            "month": Kind.DATE,
            "amount_fen": Kind.INTEGER,
        },
        order=("worker_id", "employment_id", "month"),
        per_person=True,
        select="""
            SELECT g.employment_id, e.person_id AS worker_id, g.month, g.amount_fen,
                   left(w.region_id, 6) AS county
            FROM db.employment_wage g
            JOIN db.employment_employment e ON e.id = g.employment_id
            JOIN db.people_worker w ON w.person_id = e.person_id
            JOIN db.parties_person p ON p.id = e.person_id
            WHERE p.merged_into_id IS NULL AND e.since <= $as_of AND g.month <= $as_of
        """,
    )
)
