"""Published: employer, by its number in the office's database; neither name nor credit code."""

from changai.engines.rules.tables import FactTable, Kind, publish

EMPLOYER = publish(
    FactTable(
        key="employer",
        title="用人单位",
        columns={
            "employer_id": Kind.INTEGER,
            "region": Kind.TEXT,
            "industry": Kind.TEXT,
            "ownership": Kind.TEXT,
            "size": Kind.TEXT,
            "headcount": Kind.INTEGER,
            "park": Kind.TEXT,
            "party_since": Kind.DATE,
            "founded_on": Kind.DATE,
            "ended_on": Kind.DATE,
        },
        order=("employer_id",),
        select="""
            SELECT r.organisation_id AS employer_id, o.region_id AS region, nullif(r.industry, '') AS industry,
                   nullif(r.ownership, '') AS ownership, nullif(r.size, '') AS size, r.headcount,
                   nullif(r.park, '') AS park, r.party_since, o.founded_on, o.ended_on,
                   left(o.region_id, 6) AS county
            FROM db.employers_employer r JOIN db.parties_organisation o ON o.id = r.organisation_id
            WHERE o.founded_on IS NULL OR o.founded_on <= $as_of
        """,
    )
)
