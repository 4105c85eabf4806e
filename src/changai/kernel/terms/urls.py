"""Addresses of terms."""

from django.urls import path

from changai.kernel.terms import views

urlpatterns = [path("terms/", views.page)]
