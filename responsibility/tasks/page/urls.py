"""Addresses of tasks."""

from django.urls import path

from responsibility.tasks.page import views

urlpatterns = [path("tasks/<int:pk>/", views.task, name="task")]
