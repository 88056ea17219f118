"""The address of the overview."""

from django.urls import path

from dashboards.overview import views

urlpatterns = [path("overview/", views.overview, name="overview")]
