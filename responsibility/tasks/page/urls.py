"""Addresses of tasks."""

from django.urls import path

from responsibility.tasks.page import views

urlpatterns = [
    path("tasks/<int:pk>/", views.task, name="task"),
    path("tasks/<int:pk>/files/<uuid:file_id>/", views.task_file, name="task-file"),
]
