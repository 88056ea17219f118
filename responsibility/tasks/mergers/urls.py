"""Addresses of mergers and splits."""

from django.urls import path

from responsibility.tasks.mergers import views

urlpatterns = [
    path("organisation/units/<int:pk>/merge/", views.unit_merge, name="unit-merge"),
    path("organisation/units/<int:pk>/split/", views.unit_split, name="unit-split"),
    path("organisation/reorganisations/", views.reorganisations, name="reorganisations"),
    path(
        "organisation/reorganisations/<int:pk>/",
        views.reorganisation_page,
        name="reorganisation",
    ),
    path(
        "organisation/reorganisations/<int:pk>/all-back/",
        views.reorganisation_take_back,
        name="reorganisation-take-back",
    ),
]
