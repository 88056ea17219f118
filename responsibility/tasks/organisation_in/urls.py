"""The addresses of the import and export of the organisation."""

from pages.rows_in.urls import import_urls
from responsibility.organisation.sign_in.again import asks_password
from responsibility.tasks.organisation_in.book import OrganisationBook

urlpatterns = import_urls(OrganisationBook, "organisation/import/", guard=asks_password)
