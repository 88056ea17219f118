"""Addresses of the lamp rules."""

from django.urls import path

from responsibility.owed.schemes import views

urlpatterns = [
    path("lamps/", views.lamp_rules, name="lamp-rules"),
    path("lamps/change/try/", views.lamp_rules_try, name="lamp-rules-try"),
    path("lamps/change/", views.lamp_rules_change, name="lamp-rules-change"),
    path("lamps/<int:pk>/take-back/", views.lamp_rules_take_back, name="lamp-rules-take-back"),
]
