"""Addresses of parameters."""

from django.urls import path

from changai.kernel.parameters import views

urlpatterns = [
    path("parameters/", views.parameters),
    path("parameters/<str:key>/", views.parameter),
]
