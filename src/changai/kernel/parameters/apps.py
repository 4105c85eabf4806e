"""The app. Wrong parameter files stop the start with every problem listed."""

from django.apps import AppConfig
from django.core.exceptions import ImproperlyConfigured

from changai.kernel.parameters.catalog import default
from changai.kernel.parameters.model import ParameterError


class ParametersConfig(AppConfig):
    """Parameters; no tables of its own."""

    name = "changai.kernel.parameters"
    verbose_name = "参数"

    def ready(self) -> None:
        """Read and check all files now rather than at the first use."""
        try:
            default()
        except ParameterError as error:
            raise ImproperlyConfigured(str(error)) from error
