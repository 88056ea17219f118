"""Addresses of exemptions."""

from django.urls import path

from responsibility.tasks.exemptions import views

urlpatterns = [
    path("tasks/<int:pk>/exempt/", views.task_exempt, name="task-exempt"),
    path("tasks/<int:pk>/exempt/lift/", views.task_lift, name="task-lift"),
]
