"""The list of people who have not signed in yet, to give them their first passwords."""

from datetime import datetime
from typing import Any

import django_filters
from django.db.models import Prefetch, Q
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pages.listing.act import Act
from pages.listing.column import Column
from pages.listing.empty import Empty
from pages.listing.filters import ListFilter, Search
from pages.listing.listing import Listing
from pages.listing.tab import Tab
from pages.templatetags.look import day
from responsibility.organisation.fields import UnitField
from responsibility.organisation.first_passwords.give import last_day_of, not_signed_in
from responsibility.organisation.people.given import HOLDS
from responsibility.organisation.people.listing import posts_cell, posts_text
from responsibility.organisation.people.models import UserQuerySet
from responsibility.organisation.people.with_posts import ITS_POST
from responsibility.organisation.posts.models import Appointment, Membership
from responsibility.organisation.units.models import Unit


def _units(request):
    return Unit.objects.managed_by(request.user, at=request.now).in_order()


class InUnit(django_filters.ModelChoiceFilter):
    field_class = UnitField


class NotSignedInFilter(ListFilter):
    q = Search(method="named", hint=gettext_lazy("Name, pinyin, staff number"))
    unit = InUnit(queryset=_units, label=gettext_lazy("Unit"), method="of_unit",
                  empty_label=gettext_lazy("All units"))  # fmt: skip

    def named(self, people: UserQuerySet, name: str, typed: str) -> UserQuerySet:
        return people.matching(typed)

    def of_unit(self, people: UserQuerySet, name: str, unit: Unit) -> UserQuerySet:
        """Those with a post in the unit or below it, now or later."""
        below = {"post__unit__path__startswith": unit.path}
        user, at = self.request.user, self.request.now
        rows = [
            model.objects.visible_to(user, at=at).now_or_later(at=at).filter(**below)
            for model in (Appointment, Membership)
        ]
        held, joined = (found.values("user") for found in rows)
        return people.filter(Q(pk__in=held) | Q(pk__in=joined))


def _state(person: Any, now: datetime):
    if person.given_at is None:
        return format_html('<span class="t-late">{}</span>', _("not given yet"))
    if now >= person.given_at + HOLDS:
        return format_html('<span class="t-late">{}</span>', _("no longer valid"))
    last = day(last_day_of(person.given_at), now)
    return _("given, valid through %(day)s") % {"day": last}


def _holds(listing: Listing) -> Q:
    return Q(given_at__gt=listing.now - HOLDS)


def _over(listing: Listing) -> Q:
    return Q(given_at__lte=listing.now - HOLDS)


class NotSignedInListing(Listing):
    """Whose account nobody has signed in with yet, and the password it waits with."""

    name, title = "first-passwords", gettext_lazy("Not signed in yet")
    lead = gettext_lazy(
        "Tick people and give them first passwords: each is printed on a slip of its own."
    )
    filters = NotSignedInFilter
    tabs = [
        Tab("", gettext_lazy("All"), Q()),
        Tab("none", gettext_lazy("Without a password"), Q(given_at=None)),
        Tab("holds", gettext_lazy("Password given"), _holds),
        Tab("over", gettext_lazy("No longer valid"), _over),
    ]
    columns = [
        Column("name", gettext_lazy("Name"), "name", order=("pinyin",), link="person",
               phone="title"),
        Column("staff_number", gettext_lazy("Staff number"), order=("staff_number",), css="num"),
        Column("posts", gettext_lazy("Posts"), posts_text, posts_cell, phone="sub"),
        Column("phone", gettext_lazy("Mobile number"), "masked_phone", css="num nw"),
        Column("given", gettext_lazy("First password"), "given_at", _state, order=("given_at",),
               phone="end"),
    ]  # fmt: skip
    order = "name"
    sizes = (50, 250)
    tick = "person"
    bulk = [Act(gettext_lazy("Give first passwords"), "first-passwords-give", "key")]
    empty = Empty(gettext_lazy("Everybody has signed in"), icon="users")
    template = "responsibility/organisation/first_passwords/list.html"

    def rows(self) -> UserQuerySet:
        held, joined = (
            model.objects.visible_to(self.user, at=self.now).now_or_later(at=self.now)
            .annotate(**ITS_POST).only("user", column)
            for model, column in ((Appointment, "acting"), (Membership, "role"))
        )  # fmt: skip
        return not_signed_in(self.user, at=self.now).prefetch_related(
            Prefetch("appointments", held, to_attr="held"),
            Prefetch("memberships", joined, to_attr="joined"),
        )
