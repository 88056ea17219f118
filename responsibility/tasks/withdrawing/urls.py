"""Addresses of withdrawing published items."""

from django.urls import path

from responsibility.tasks.withdrawing import views

urlpatterns = [
    path(
        "lists/publications/<int:pk>/withdraw/",
        views.publication_withdraw,
        name="publication-withdraw",
    ),
    path(
        "lists/withdrawals/<int:pk>/again/",
        views.withdrawal_give_again,
        name="withdrawal-give-again",
    ),
]
