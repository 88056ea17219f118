"""Addresses of leaders' instructions."""

from django.urls import path

from supervision.instructions import views

urlpatterns = [
    path("instructions/", views.instruction_list, name="instruction-list"),
    path("instructions/new/", views.instruction_new, name="instruction-new"),
    path("instructions/<int:pk>/", views.instruction, name="instruction"),
    path(
        "instructions/<int:pk>/take-back/",
        views.instruction_take_back,
        name="instruction-take-back",
    ),
]
