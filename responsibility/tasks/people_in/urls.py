"""The addresses of the import of people."""

from django.urls import path

from pages.rows_in.urls import import_urls
from responsibility.tasks.people_in import views
from responsibility.tasks.people_in.sheet import PeopleSheet

UNDER = "organisation/people/import/"

urlpatterns = [
    *import_urls(PeopleSheet, UNDER),
    path(f"{UNDER}<uuid:pk>/passwords/", views.passwords, name="people-import-passwords"),
]
