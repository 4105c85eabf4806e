"""Triggers that let entries be appended and sealed once, and nothing else."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connections

REFUSAL = "审计记录只能追加，不能修改或删除"
SEALED_ONCE = ("position", "digest")

POSTGRES = f"""
CREATE OR REPLACE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'audit_entry' THEN
    IF OLD.position IS NULL AND NEW.position IS NOT NULL
       AND (to_jsonb(NEW) - 'position' - 'digest') = (to_jsonb(OLD) - 'position' - 'digest') THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION '{REFUSAL}';
END $$;
"""


def install(using: str = "default", **_: Any) -> None:
    """Put the triggers in place; a second time changes nothing. CHANGAI_AUDIT_TRIGGERS = False leaves them out."""
    if not getattr(settings, "CHANGAI_AUDIT_TRIGGERS", True):
        return
    statements = _postgres() if connections[using].vendor == "postgresql" else _sqlite()
    with connections[using].cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _sqlite() -> list[str]:
    """One trigger for each table and kind of change."""
    entry = apps.get_model("audit", "Entry")
    kept = [f.column for f in entry._meta.local_concrete_fields if f.column not in SEALED_ONCE]
    same = " AND ".join(f'OLD."{column}" IS NEW."{column}"' for column in kept)
    allowed = f"OLD.position IS NULL AND NEW.position IS NOT NULL AND {same}"
    statements = []
    for table, change, condition in [
        ("audit_entry", "UPDATE", f"WHEN NOT ({allowed})"),
        ("audit_entry", "DELETE", ""),
        ("audit_seal", "UPDATE", ""),
        ("audit_seal", "DELETE", ""),
    ]:
        name = f"{table}_{change.lower()}"
        statements += [
            f"DROP TRIGGER IF EXISTS {name}",
            f"CREATE TRIGGER {name} BEFORE {change} ON {table} {condition}"
            f" BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
        ]
    return statements


def _postgres() -> list[str]:
    """One function, two triggers for each table: rows, and emptying at once."""
    statements = [POSTGRES]
    for table in ("audit_entry", "audit_seal"):
        statements += [
            f"DROP TRIGGER IF EXISTS {table}_rows ON {table}",
            f"CREATE TRIGGER {table}_rows BEFORE UPDATE OR DELETE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION audit_append_only()",
            f"DROP TRIGGER IF EXISTS {table}_whole ON {table}",
            f"CREATE TRIGGER {table}_whole BEFORE TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only()",
        ]
    return statements
