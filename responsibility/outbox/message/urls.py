"""Addresses of one message."""

from django.urls import path

from responsibility.outbox.message import views

urlpatterns = [
    path("<uuid:pk>/", views.message, name="outbox-message"),
    path("<uuid:pk>/number/", views.number, name="outbox-number"),
    path("<uuid:pk>/resend/", views.resend, name="outbox-resend"),
    path("<uuid:pk>/cancel/", views.cancel, name="outbox-cancel"),
    path("<uuid:pk>/call/", views.call, name="outbox-call"),
]
