"""Addresses of a draft's way to its approval."""

from django.urls import path

from responsibility.cards.approval import views

urlpatterns = [
    path("<int:pk>/submit/", views.card_submit, name="card-submit"),
    path("<int:pk>/take-back/", views.card_take_back, name="card-take-back"),
    path("<int:pk>/return/", views.card_return, name="card-return"),
    path("<int:pk>/approve/", views.card_approve, name="card-approve"),
    path("<int:pk>/reopen/", views.card_reopen, name="card-reopen"),
]
