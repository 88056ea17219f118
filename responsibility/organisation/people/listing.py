"""The list of people."""

from datetime import datetime

from django.db.models import Q
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pages.listing.act import Act
from pages.listing.column import Column
from pages.listing.empty import Empty
from pages.listing.filters import ListFilter, Search
from pages.listing.listing import Listing
from pages.listing.tab import Tab
from responsibility.organisation.people.models import User, UserQuerySet
from responsibility.organisation.people.with_posts import people_with_posts
from responsibility.organisation.posts.models import Membership

ROLES = dict(Membership.Role.choices)


def _name(person: User, now: datetime):
    if person.is_active:
        return person.name
    return format_html('{} <span class="chip">{}</span>', person.name, _("account closed"))


def _posts(person: User) -> list[tuple[str, str, str]]:
    """Unit and title of each post, and as what, where it is not held outright."""
    held = [(row, _("acting") if row.acting else "") for row in person.held]
    joined = [(row, str(ROLES[row.role])) for row in person.joined]
    return [(row.unit_name, row.post_title, as_what) for row, as_what in [*held, *joined]]


def posts_cell(person: User, now: datetime):
    if posts := _posts(person):
        return format_html_join("", '<div>{} · {} <span class="xs mut">{}</span></div>', posts)
    return format_html('<span class="mut">{}</span>', _("no post"))


def posts_text(person: User) -> str:
    return "\n".join(" · ".join(filter(None, parts)) for parts in _posts(person))


class PeopleFilter(ListFilter):
    q = Search(method="named", hint=gettext_lazy("Name, pinyin, staff number"))

    def named(self, people: UserQuerySet, name: str, typed: str) -> UserQuerySet:
        return people.matching(typed)


def _without_post(listing: Listing) -> Q:
    people = User.objects.visible_to(listing.user, at=listing.now).without_post(at=listing.now)
    return Q(is_active=True, pk__in=people.values("pk"))


class PeopleListing(Listing):
    """Everybody of the county by name, with their posts."""

    name, title = "people", gettext_lazy("People")
    filters = PeopleFilter
    tabs = [
        Tab("", gettext_lazy("Open accounts"), Q(is_active=True)),
        Tab("without", gettext_lazy("Without a post"), _without_post),
        Tab("closed", gettext_lazy("Closed accounts"), Q(is_active=False)),
    ]
    columns = [
        Column("name", gettext_lazy("Name"), "name", _name, order=("pinyin",), link="person",
               phone="title"),
        Column("staff_number", gettext_lazy("Staff number"), order=("staff_number",), css="num"),
        Column("posts", gettext_lazy("Posts"), posts_text, posts_cell, phone="sub"),
        Column("phone", gettext_lazy("Mobile number"), "masked_phone", css="num nw", phone="end"),
    ]  # fmt: skip
    order = "name"
    button = Act(gettext_lazy("Register a person"), "person-register", "user-plus")
    empty = Empty(gettext_lazy("Nobody is registered"), icon="users")
    template = "responsibility/organisation/people.html"

    def rows(self) -> UserQuerySet:
        return people_with_posts(self.user, at=self.now)
