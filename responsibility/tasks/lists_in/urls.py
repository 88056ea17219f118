"""The addresses of the import and export of list items."""

from django.urls import path

from pages.rows_in.urls import import_urls
from responsibility.tasks.lists_in import views
from responsibility.tasks.lists_in.sheet import ItemSheet

urlpatterns = [
    *import_urls(ItemSheet, "lists/import/"),
    path("lists/<int:pk>/xlsx/", views.list_xlsx, name="list-xlsx"),
]
