"""The audit app: its triggers are put in place after every migration."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from changai.kernel.audit.guard import install


class AuditConfig(AppConfig):
    """Entries can be appended only, in the database itself."""

    name = "changai.kernel.audit"

    def ready(self) -> None:
        """A table that a migration rebuilt has lost its triggers, so they are made anew each time."""
        post_migrate.connect(install, sender=self, dispatch_uid="changai.audit.guard")
