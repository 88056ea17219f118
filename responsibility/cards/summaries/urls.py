"""Addresses of the answers to a card and of its summary."""

from django.urls import path

from responsibility.cards.summaries import views

urlpatterns = [
    path("summaries/", views.card_summaries, name="card-summaries"),
    path("summaries/<int:pk>/", views.card_summary, name="card-summary"),
    path("summaries/<int:pk>/write/", views.card_summary_write, name="card-summary-write"),
    path(
        "summaries/<int:pk>/take-back/", views.card_summary_take_back,
        name="card-summary-take-back",
    ),
    path("lines/<int:pk>/answer/", views.card_line_answer, name="card-line-answer"),
]  # fmt: skip
