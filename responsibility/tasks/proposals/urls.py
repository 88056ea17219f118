"""Addresses of individual items."""

from django.urls import path

from responsibility.tasks.proposals import views

urlpatterns = [
    path("individual-items/", views.proposal_list, name="proposal-list"),
    path("individual-items/new/", views.proposal_new, name="proposal-new"),
    path("individual-items/<int:pk>/", views.proposal, name="proposal"),
    path("individual-items/<int:pk>/approve/", views.proposal_approve, name="proposal-approve"),
    path(
        "individual-items/<int:pk>/send-back/",
        views.proposal_send_back,
        name="proposal-send-back",
    ),
    path(
        "individual-items/<int:pk>/take-back/",
        views.proposal_take_back,
        name="proposal-take-back",
    ),
]
