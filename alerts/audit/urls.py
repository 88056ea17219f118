"""The address of the audit log."""

from django.urls import path

from alerts.audit import views

urlpatterns = [path("audit/", views.audit, name="audit")]
