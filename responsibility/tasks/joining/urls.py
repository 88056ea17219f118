"""The address of posts without tasks."""

from django.urls import path

from responsibility.tasks.joining import views

urlpatterns = [
    path("lists/posts-without-tasks/", views.posts_without_tasks, name="posts-without-tasks")
]
