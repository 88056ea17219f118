"""Addresses of the duty lists; publishing them stands in responsibility.tasks.publishing."""

from django.urls import path

from responsibility.lists import views

urlpatterns = [
    path("lists/", views.list_index, name="list-index"),
    path("lists/<int:pk>/", views.duty_list, name="list"),
]
