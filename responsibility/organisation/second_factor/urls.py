"""Addresses of one's own second factor."""

from django.urls import path

from responsibility.organisation.second_factor import views

urlpatterns = [
    path("second-factor/", views.second_factor, name="second-factor"),
    path("second-factor/codes/", views.second_factor_codes, name="second-factor-codes"),
    path("second-factor/off/", views.second_factor_off, name="second-factor-off"),
    path(
        "second-factor/everywhere/",
        views.second_factor_everywhere,
        name="second-factor-everywhere",
    ),
]
