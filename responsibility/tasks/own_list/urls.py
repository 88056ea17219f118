"""The addresses of the own list."""

from django.urls import path

from responsibility.tasks.own_list import views

urlpatterns = [
    path("my-list/", views.own_list, name="own-list"),
    path("my-list/<int:pk>/paper/", views.own_list_paper, name="own-list-paper"),
    path("my-list/<int:pk>/docx/", views.own_list_docx, name="own-list-docx"),
]
