"""Pages of progress and of departments."""

from django.urls import path

from changai.domains.reform.targets.views import changing, departments, pages

urlpatterns = [
    path("progress/", pages.overview),
    path("progress/<int:pk>/", pages.target_page),
    path("progress/<int:pk>/file/<int:value>/", pages.evidence),
    path("progress/<int:pk>/do/<str:key>/", changing.change),
    path("progress/<int:pk>/do/<str:key>/<int:value>/", changing.change),
    path("departments/", departments.listed),
    path("departments/<int:pk>/", departments.page),
    path("departments/<int:pk>/ledger/", departments.ledger),
]
