"""Addresses of casework."""

from django.urls import path

from changai.kernel.casework import views

urlpatterns = [
    path("inbox/", views.inbox),
    path("procedures/", views.overview),
    path("procedures/<str:key>/", views.procedure),
]
