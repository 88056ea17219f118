"""Addresses of how papers are issued."""

from django.urls import path

from supervision.papers import views

urlpatterns = [
    path("paper-rules/<slug:kind>/", views.paper_rule_set, name="paper-rule-set"),
    path(
        "paper-rules/<int:pk>/take-back/", views.paper_rule_take_back, name="paper-rule-take-back"
    ),
]
