"""Addresses of the door."""

from django.urls import path

from responsibility.organisation.sign_in import views

urlpatterns = [
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-in/code/", views.sign_in_code, name="sign-in-code"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("language/", views.language, name="language"),
    path("text-size/", views.text_size, name="text-size"),
    path("password/", views.password_change, name="password-change"),
]
