"""The address for machines."""

from django.urls import path

from alerts.engine import views

urlpatterns = [path("healthz", views.healthz, name="healthz")]
