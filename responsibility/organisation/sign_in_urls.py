"""Addresses of the door."""

from django.urls import path

from responsibility.organisation import sign_in

urlpatterns = [
    path("sign-in/", sign_in.sign_in, name="sign-in"),
    path("sign-out/", sign_in.sign_out, name="sign-out"),
    path("language/", sign_in.language, name="language"),
    path("password/", sign_in.password_change, name="password-change"),
]
