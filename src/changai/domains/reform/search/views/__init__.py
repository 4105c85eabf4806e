"""Pages of the search, under `texts/`."""

from django.urls import path

from changai.domains.reform.search.views import pages

urlpatterns = [path("", pages.page)]
