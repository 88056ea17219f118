"""Addresses of files."""

from django.urls import path

from responsibility.records.files import views

urlpatterns = [
    path("log/files/", views.file_add, name="file-add"),
    path("files/<uuid:file_id>/", views.file, name="file"),
    path("files/<uuid:file_id>/remove/", views.file_remove, name="file-remove"),
]
