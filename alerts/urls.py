"""Contents of the ground floor's pages."""

from django.urls import include, path

urlpatterns = [
    path("", include("alerts.engine.urls")),
    path("", include("alerts.audit.urls")),
    path("", include("alerts.links.urls")),
    path("", include("alerts.contacts.urls")),
    path("", include("alerts.outbox.urls")),
    path("", include("alerts.receipts.urls")),
]
