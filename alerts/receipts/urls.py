"""The address that providers report to; alerts/outbox/outgoing.py hands it over with a message."""

from django.urls import path

from alerts.receipts import views

urlpatterns = [
    path("callbacks/<slug:channel>/<uuid:message>/", views.receipt, name="receipt"),
]
