"""App."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    """Finds every slice's jobs at start, so that the worker knows each kind."""

    name = "changai.kernel.jobs"

    def ready(self) -> None:
        """Import `jobs` of every app."""
        autodiscover_modules("jobs")
