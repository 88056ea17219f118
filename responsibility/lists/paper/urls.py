"""The addresses of a list on paper."""

from django.urls import path

from responsibility.lists.paper import views

urlpatterns = [
    path("lists/<int:pk>/paper/", views.list_paper, name="list-paper"),
    path("lists/<int:pk>/docx/", views.list_docx, name="list-docx"),
]
