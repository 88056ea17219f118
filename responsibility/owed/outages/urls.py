"""Addresses of the outages."""

from django.urls import path

from responsibility.owed.outages import views

urlpatterns = [
    path("outages/", views.outages, name="outages"),
    path("outages/new/", views.outage_new, name="outage-new"),
    path("outages/new/try/", views.outage_try, name="outage-try"),
    path("outages/new/enter/", views.outage_enter, name="outage-enter"),
    path("outages/<int:pk>/agree/", views.outage_agree, name="outage-agree"),
    path("outages/<int:pk>/take-back/", views.outage_take_back, name="outage-take-back"),
]
