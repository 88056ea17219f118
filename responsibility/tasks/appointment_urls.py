"""The address of appointing."""

from django.urls import path

from responsibility.tasks import appointment_views

urlpatterns = [
    path(
        "organisation/posts/<int:pk>/appoint/",
        appointment_views.appointment_new,
        name="appointment-new",
    ),
]
