"""Addresses of closing posts and units."""

from django.urls import path

from responsibility.tasks.closing import views

urlpatterns = [
    path("organisation/posts/<int:pk>/close/", views.post_close, name="post-close"),
    path("organisation/units/<int:pk>/close/", views.unit_close, name="unit-close"),
]
