"""Addresses of transfers."""

from django.urls import path

from responsibility.tasks.transfers import views

urlpatterns = [
    path("organisation/appointments/<int:pk>/transfer/", views.transfer_new, name="transfer-new"),
    path("organisation/transfers/", views.transfers, name="transfers"),
    path("organisation/transfers/<int:pk>/", views.transfer_page, name="transfer"),
    path(
        "organisation/transfers/<int:pk>/all-back/",
        views.transfer_take_back,
        name="transfer-take-back",
    ),
    path(
        "organisation/transfers/<int:pk>/all-again/",
        views.transfer_restore,
        name="transfer-restore",
    ),
]
