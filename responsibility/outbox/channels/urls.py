"""Addresses of the channels."""

from django.urls import path

from responsibility.outbox.channels import views

urlpatterns = [
    path("channels/", views.health, name="outbox-health"),
    path("channels/<slug:channel>/pause/", views.pause, name="channel-pause"),
    path("channels/<slug:key>/resume/", views.resume, name="channel-resume"),
]
