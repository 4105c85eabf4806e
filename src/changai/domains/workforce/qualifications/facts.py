"""Published: education, certificate (without its number)."""

from changai.engines.rules.tables import FactTable, Kind, publish

EDUCATION = publish(
    FactTable(
        key="education",
        title="学历",
        columns={"worker_id": Kind.INTEGER, "level": Kind.TEXT, "since": Kind.DATE},
        order=("worker_id", "level"),
        per_person=True,
        select="""
            SELECT d.person_id AS worker_id, d.level, d.since, left(w.region_id, 6) AS county
            FROM db.qualifications_education d
            JOIN db.people_worker w ON w.person_id = d.person_id
            JOIN db.parties_person p ON p.id = d.person_id
            WHERE p.merged_into_id IS NULL AND (d.since IS NULL OR d.since <= $as_of)
        """,
    )
)

CERTIFICATE = publish(
    FactTable(
        key="certificate",
        title="技能证书",
        columns={
            "certificate_id": Kind.INTEGER,
            "worker_id": Kind.INTEGER,
            "kind": Kind.TEXT,
            "skill_rank": Kind.SMALL,
            "issued_on": Kind.DATE,
            "revoked_on": Kind.DATE,
        },
        order=("worker_id", "certificate_id"),
        per_person=True,
        select="""
            SELECT c.id AS certificate_id, c.person_id AS worker_id, c.kind, c.rank AS skill_rank, c.issued_on,
                   c.revoked_on, left(w.region_id, 6) AS county
            FROM db.qualifications_certificate c
            JOIN db.people_worker w ON w.person_id = c.person_id
            JOIN db.parties_person p ON p.id = c.person_id
            WHERE p.merged_into_id IS NULL AND (c.issued_on IS NULL OR c.issued_on <= $as_of)
        """,
    )
)
