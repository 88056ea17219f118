"""The short addresses of messages: they stand in texts, so they stay as they are."""

from django.urls import path

from alerts.links import views

urlpatterns = [
    path("t/", views.typed, name="short-link-typed"),
    path("t/<slug:reference>", views.follow, name="short-link"),
]
