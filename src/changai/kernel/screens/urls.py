"""Addresses of the generated pages. They stand last, so that a slice's own view may take any of them."""

from django.urls import path

from changai.kernel.screens import regions
from changai.kernel.screens.views import everywhere, exports, forms, lists, records

urlpatterns = [
    path("regions/", regions.search),
    path("search/", everywhere.search),
    path("exports/<int:pk>/", exports.download),
    path("pick/<str:key>/", lists.pick),
    path("<slug:key>/", lists.show),
    path("<slug:key>/search/", lists.search),
    path("<slug:key>/columns/", lists.columns),
    path("<slug:key>/export/", exports.export),
    path("<slug:key>/do/<str:action>/", forms.act),
    path("<slug:key>/<str:pk>/", records.show),
    path("<slug:key>/<str:pk>/do/<str:action>/", forms.act),
]
