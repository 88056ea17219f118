"""The address of the proof of notice."""

from django.urls import path

from responsibility.tasks.notice import views

urlpatterns = [path("tasks/<int:pk>/notice/", views.notice, name="task-notice")]
