"""Published: person, background. No name, number or phone leaves the office's database."""

from changai.engines.rules.tables import FactTable, Kind, publish

PERSON = publish(
    FactTable(
        key="person",
        title="人员",
        columns={"worker_id": Kind.INTEGER, "sex": Kind.TEXT, "birth_date": Kind.DATE},
        order=("worker_id",),
        per_person=True,
        select="""
            SELECT w.person_id AS worker_id, p.sex, p.birth_date, left(w.region_id, 6) AS county
            FROM db.people_worker w JOIN db.parties_person p ON p.id = w.person_id
            WHERE p.merged_into_id IS NULL
        """,
    )
)

BACKGROUND = publish(
    FactTable(
        key="background",
        title="户籍与政治面貌",
        columns={
            "background_id": Kind.INTEGER,
            "worker_id": Kind.INTEGER,
            "since": Kind.DATE,
            "until": Kind.DATE,
            "household_region": Kind.TEXT,
            "migrant": Kind.TRUTH,
            "political_status": Kind.TEXT,
        },
        order=("worker_id", "background_id"),
        per_person=True,
        select="""
            SELECT b.id AS background_id, b.person_id AS worker_id, b.since, b.until,
                   nullif(b.household_region, '') AS household_region, b.migrant,
                   nullif(b.political_status, '') AS political_status, left(w.region_id, 6) AS county
            FROM db.people_background b
            JOIN db.people_worker w ON w.person_id = b.person_id
            JOIN db.parties_person p ON p.id = b.person_id
            WHERE p.merged_into_id IS NULL AND (b.since IS NULL OR b.since <= $as_of)
        """,
    )
)
