"""Addresses of extensions."""

from django.urls import path

from responsibility.tasks.extensions import views

urlpatterns = [
    path("tasks/<int:pk>/extension/", views.extension_ask, name="extension-ask"),
    path("extensions/", views.extension_list, name="extension-list"),
    path("extensions/<int:pk>/", views.extension, name="extension"),
]
