"""Addresses of files."""

from django.urls import path

from changai.kernel.files import views

urlpatterns = [path("files/<int:pk>/", views.download)]
