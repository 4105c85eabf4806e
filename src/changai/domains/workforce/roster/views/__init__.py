"""Pages of imports, under `imports/`."""

from django.urls import path

from changai.domains.workforce.roster.views import pages

urlpatterns = [
    path("", pages.batches),
    path("new/", pages.upload),
    path("template/<slug:kind>/", pages.empty_template),
    path("<int:pk>/", pages.batch_page),
    path("<int:pk>/confirm/", pages.confirm),
    path("<int:pk>/drop/", pages.drop),
    path("<int:pk>/report/", pages.report),
    path("<int:pk>/undo/", pages.undo_batch),
]
