"""The app. Every slice's declared procedures are read at the start, so that a wrong one stops it."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CaseworkConfig(AppConfig):
    """Cases of declared procedures."""

    name = "changai.kernel.casework"
    verbose_name = "办件"

    def ready(self) -> None:
        """Read the declarations of all slices."""
        autodiscover_modules("procedures")
