"""Addresses of the vault."""

from django.urls import path

from changai.kernel.vault import views

urlpatterns = [path("vault/unmask/", views.show)]
