"""Addresses of one's own devices."""

from django.urls import path

from responsibility.organisation.devices import views

urlpatterns = [
    path("devices/", views.devices, name="devices"),
    path("devices/<int:pk>/end/", views.device_end, name="device-end"),
    path("devices/end-others/", views.device_end_others, name="device-end-others"),
]
