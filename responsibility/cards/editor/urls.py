"""Addresses of a draft being written."""

from django.urls import path

from responsibility.cards.editor import views

urlpatterns = [
    path("<int:pk>/", views.card_draft, name="card-draft"),
    path("<int:pk>/preview/", views.card_preview, name="card-preview"),
    path("<int:pk>/personal/", views.card_personal, name="card-personal"),
    path("<int:pk>/discard/", views.card_discard, name="card-discard"),
]
