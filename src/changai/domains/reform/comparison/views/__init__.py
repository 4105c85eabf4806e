"""Pages of the comparison, under `compare/`."""

from django.urls import path

from changai.domains.reform.comparison.views import pages

urlpatterns = [path("", pages.page), path("ledger/", pages.ledger)]
