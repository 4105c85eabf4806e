"""The tables that every rule may stand on: regions, the day, and the way from a region up to the nation."""

from changai.engines.rules.tables import FactTable, Kind, Table, publish

PLACE = publish(
    FactTable(
        key="place",
        title="行政区划",
        columns={"code": Kind.TEXT, "level": Kind.TEXT, "parent": Kind.TEXT, "current": Kind.TEXT},
        order=("code",),
        by_county=False,
        select="""
            SELECT code, level, parent_id AS parent,
                   CASE WHEN valid_to IS NOT NULL AND regexp_full_match(successors, '[0-9]+')
                        THEN successors ELSE code END AS current
            FROM db.places_region
        """,
    )
)

AS_OF = publish(
    Table(
        key="as_of",
        title="数据截至日：一行。月份为当月一日，wage_from 为十二个月窗口的首月",
        columns={"day": Kind.DATE, "month": Kind.DATE, "wage_from": Kind.DATE, "period": Kind.TEXT},
    )
)

ASCENT = publish(
    Table(
        key="ascent",
        title="每个地区代码及其各级上级（含自身）",
        columns={"code": Kind.TEXT, "region": Kind.TEXT, "level": Kind.TEXT},
    )
)
