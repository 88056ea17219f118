"""Addresses of the desk."""

from django.urls import path

from responsibility.agenda import views

urlpatterns = [
    path("", views.home, name="home"),
    path("desk/", views.desk, name="desk"),
    path("desk/duties/", views.desk_duties, name="desk-duties"),
    path("identity/", views.identity, name="identity"),
    path("calendar/", views.calendar, name="calendar"),
]
