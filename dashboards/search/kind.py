"""The search at the top of every page."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.declared import Kind
from pages.frame.places import OwnPage, Place

KIND = Kind(
    code="search",
    own_pages=[OwnPage("search", _("Search"), "search", order=10, phone=True)],
    frame={Place.SEARCH: "search"},
)
