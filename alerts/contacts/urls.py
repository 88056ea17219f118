"""The address of a person's wishes."""

from django.urls import path

from alerts.contacts import views

urlpatterns = [path("inbox/preferences/", views.preferences, name="preferences")]
