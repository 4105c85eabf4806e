"""The app; no tables of its own."""

from django.apps import AppConfig


class TermsConfig(AppConfig):
    """Legal terms."""

    name = "changai.kernel.terms"
    verbose_name = "法定期限"
