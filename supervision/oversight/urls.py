"""Addresses of the supervisor supervised."""

from django.urls import path

from supervision.oversight import views

urlpatterns = [
    path("oversight/", views.oversight, name="oversight"),
    path("oversight/rows/", views.oversight_rows, name="oversight-rows"),
    path("oversight/tasks/", views.oversight_tasks, name="oversight-tasks"),
    path("oversight/<int:pk>/", views.oversight_body, name="oversight-body"),
    path("decisions/<int:pk>/", views.decision, name="decision"),
]
