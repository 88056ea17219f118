"""The address of the morning."""

from django.urls import path

from dashboards.morning import views

urlpatterns = [path("morning/", views.morning, name="morning")]
