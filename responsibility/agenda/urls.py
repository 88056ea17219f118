"""Addresses of the desk."""

from django.urls import path

from responsibility.agenda import views
from responsibility.agenda.first_steps.views import first_steps
from responsibility.agenda.start_list.views import start_list

urlpatterns = [
    path("", views.home, name="home"),
    path("first-steps/", first_steps, name="first-steps"),
    path("desk/", views.desk, name="desk"),
    path("desk/duties/", views.desk_duties, name="desk-duties"),
    path("desk/start/<int:pk>/", start_list, name="start-list"),
    path("identity/", views.identity, name="identity"),
    path("calendar/", views.calendar, name="calendar"),
]
