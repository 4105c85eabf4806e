"""Addresses of jobs."""

from django.urls import path

from changai.kernel.jobs import views

urlpatterns = [
    path("jobs/", views.jobs),
    path("jobs/<int:pk>/", views.job),
    path("jobs/<int:pk>/again/", views.again),
]
