"""The address of a change of an account."""

from django.urls import path

from responsibility.organisation.account_changes import views

urlpatterns = [
    path("account-changes/<int:pk>/", views.account_change, name="account-change"),
]
