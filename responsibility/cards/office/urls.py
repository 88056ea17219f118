"""Addresses of the commission office for its issues."""

from django.urls import path

from responsibility.cards.office import views

urlpatterns = [
    path("", views.card_index, name="card-index"),
    path("new/", views.card_new, name="card-new"),
    path("issues/<int:pk>/", views.card_issue, name="card-issue"),
    path("issues/<int:pk>/give/", views.card_give, name="card-give"),
    path("issues/<int:pk>/print/", views.card_print, name="card-print"),
]
