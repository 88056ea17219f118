"""The addresses of messages as the office answers for them, and of the sandbox phone."""

from django.urls import include, path

from responsibility.outbox import views

urlpatterns = [
    path("outbox/", views.outbox, name="outbox"),
    path("outbox/", include("responsibility.outbox.message.urls")),
    path("outbox/", include("responsibility.outbox.exceptions.urls")),
    path("outbox/", include("responsibility.outbox.calls.urls")),
    path("outbox/", include("responsibility.outbox.channels.urls")),
    path("sandbox/", views.sandbox_phone, name="sandbox-phone"),
]
