"""Addresses of the own reminders."""

from django.urls import path

from responsibility.agenda.own_reminders import views

urlpatterns = [
    path("owed/<owed:model>/<int:pk>/remind-me/", views.own_reminder, name="own-reminder"),
    path(
        "own-reminders/<int:pk>/take-back/",
        views.own_reminder_take_back,
        name="own-reminder-take-back",
    ),
]
