"""Addresses of files."""

from django.urls import path

from responsibility.records import file_views

urlpatterns = [
    path("log/files/", file_views.file_add, name="file-add"),
    path("files/<uuid:file_id>/", file_views.file, name="file"),
    path("files/<uuid:file_id>/remove/", file_views.file_remove, name="file-remove"),
]
