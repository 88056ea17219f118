"""Addresses of revisions."""

from django.urls import path

from responsibility.tasks.revising import views

urlpatterns = [
    path("lists/<int:pk>/revise/", views.list_revise, name="list-revise"),
    path("lists/<int:pk>/revise/try/", views.list_revise_try, name="list-revise-try"),
    path("lists/revisions/<int:pk>/", views.list_revision, name="list-revision"),
    path(
        "lists/revisions/<int:pk>/take-back/",
        views.list_revision_take_back,
        name="list-revision-take-back",
    ),
]
