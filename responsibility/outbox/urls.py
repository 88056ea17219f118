"""The addresses of the outbox and of the sandbox phone."""

from django.urls import path

from responsibility.outbox import views

urlpatterns = [
    path("outbox/", views.outbox, name="outbox"),
    path("sandbox/", views.sandbox_phone, name="sandbox-phone"),
]
