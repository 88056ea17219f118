"""The addresses of the import of people."""

from pages.rows_in.urls import import_urls
from responsibility.organisation.sign_in.again import asks_password
from responsibility.tasks.people_in.sheet import PeopleSheet

UNDER = "organisation/people/import/"

urlpatterns = import_urls(PeopleSheet, UNDER, guard=asks_password)
