"""The address of ending an appointment."""

from django.urls import path

from responsibility.tasks.leaving import views

urlpatterns = [
    path(
        "organisation/appointments/<int:pk>/end/",
        views.appointment_end,
        name="appointment-end",
    ),
]
