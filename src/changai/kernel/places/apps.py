"""The app. After every migrate (and test flush) the region table follows the catalog."""

from typing import Any

from django.apps import AppConfig
from django.apps import apps as installed
from django.db.models.signals import post_migrate

from changai.kernel.places.sync import sync


def _after_migrate(*, using: str, apps: Any = installed, **_: Any) -> None:
    # A flush sends no `apps`; a migrate sends the state that it reached.
    sync(apps.get_model("places", "Region"), using)


class PlacesConfig(AppConfig):
    """Regions."""

    name = "changai.kernel.places"
    verbose_name = "行政区划"

    def ready(self) -> None:
        """Connect the sync."""
        post_migrate.connect(_after_migrate, sender=self)
