"""Addresses of the list of calls by hand."""

from django.urls import path

from responsibility.outbox.calls import views

urlpatterns = [
    path("calls/", views.calls, name="outbox-calls"),
    path("calls/numbers/", views.numbers, name="outbox-call-numbers"),
    path("calls/<int:pk>/", views.called, name="outbox-called"),
]
