"""Addresses of files."""

from django.urls import path

from responsibility.records.files import views

urlpatterns = [
    path("log/files/", views.file_add, name="file-add"),
    path("files/", views.file_waiting, name="file-waiting"),
    path("files/<uuid:file_id>/small/", views.file_small, name="file-small"),
    path("files/<uuid:file_id>/", views.file, name="file"),
    path("files/<uuid:file_id>/remove/", views.file_remove, name="file-remove"),
]
