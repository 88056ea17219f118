"""Addresses of the exceptions."""

from django.urls import path

from responsibility.outbox.exceptions import views

urlpatterns = [
    path("exceptions/", views.exceptions, name="outbox-exceptions"),
    path("release/", views.release, name="outbox-release"),
    path("flags/<int:pk>/lift/", views.flag_lift, name="number-flag-lift"),
]
