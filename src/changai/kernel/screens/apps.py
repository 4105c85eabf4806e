"""App."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ScreensConfig(AppConfig):
    """Finds every slice's actions and screens at start."""

    name = "changai.kernel.screens"
    verbose_name = "页面"

    def ready(self) -> None:
        """Import `actions` and `screens` of every app, so that the registries are full."""
        autodiscover_modules("actions", "screens")
