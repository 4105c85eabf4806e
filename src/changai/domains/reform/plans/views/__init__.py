"""Pages of plans, under `plans/`."""

from django.urls import path

from changai.domains.reform.plans.views import changing, exports, opening, pages

urlpatterns = [
    path("from/<int:pk>/", opening.take_apart),
    path("amend/<int:pk>/", opening.amend),
    path("save/<int:pk>/", opening.save),
    path("<int:pk>/", pages.plan_page),
    path("<int:pk>/bench/", pages.work),
    path("<int:pk>/change/<str:key>/<int:target>/", changing.change),
    path("<int:pk>/ledger/", exports.ledger),
    path("<int:pk>/paper/", exports.paper),
    path("<int:pk>/json/", exports.as_json),
]
