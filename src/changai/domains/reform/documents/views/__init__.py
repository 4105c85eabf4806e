"""Pages of documents, under `documents/`."""

from django.urls import path

from changai.domains.reform.documents.views import pages, upload

urlpatterns = [
    path("new/", upload.new),
    path("do/document.offer/", upload.new),
    path("<int:pk>/", pages.document_page),
    path("<int:pk>/save/", upload.save),
    path("<int:pk>/drop/", upload.drop),
    path("<int:pk>/file/", pages.original),
    path("<int:pk>/json/", pages.as_json),
]
