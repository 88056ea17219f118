"""The addresses of the proof of notice."""

from django.urls import path

from responsibility.tasks.notice import views

urlpatterns = [
    path("tasks/<int:pk>/notice/", views.notice, name="task-notice"),
    path("tasks/<int:pk>/notice/docx/", views.notice_docx, name="task-notice-docx"),
]
