"""Addresses of the first passwords."""

from django.urls import path

from responsibility.organisation.first_passwords import views

urlpatterns = [
    path("people/first-passwords/", views.first_passwords, name="first-passwords"),
    path("people/first-passwords/give/", views.first_passwords_give, name="first-passwords-give"),
]
