"""The app: at start-up every slice's published tables are made known."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class FactsConfig(AppConfig):
    """Facts."""

    name = "changai.kernel.facts"
    verbose_name = "数据快照与指标"

    def ready(self) -> None:
        """Slices publish by being imported."""
        autodiscover_modules("facts")
