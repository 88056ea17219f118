"""Addresses of publishing a duty list."""

from django.urls import path

from responsibility.tasks.publishing import views

urlpatterns = [
    path("lists/<int:pk>/publish/", views.list_publish, name="list-publish"),
    path("lists/<int:pk>/publish/check/", views.list_publish_check, name="list-publish-check"),
    path("lists/publications/<int:pk>/", views.publication, name="publication"),
    path(
        "lists/publications/<int:pk>/resume/",
        views.publication_resume,
        name="publication-resume",
    ),
]
