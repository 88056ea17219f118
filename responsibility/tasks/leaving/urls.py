"""The addresses of ending an appointment, and of closing an account."""

from django.urls import path

from responsibility.tasks.leaving import views

urlpatterns = [
    path("organisation/people/<int:pk>/close/", views.person_close, name="person-close"),
    path(
        "organisation/appointments/<int:pk>/end/",
        views.appointment_end,
        name="appointment-end",
    ),
]
