"""The address of appointing."""

from django.urls import path

from responsibility.tasks.appointing import views

urlpatterns = [
    path(
        "organisation/posts/<int:pk>/appoint/",
        views.appointment_new,
        name="appointment-new",
    ),
]
