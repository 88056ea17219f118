"""The list of grants to read text and files of records."""

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pages.days import day_of
from pages.listing.act import Act
from pages.listing.column import Column
from pages.listing.empty import Empty
from pages.listing.filters import ListFilter, Search
from pages.listing.listing import Listing
from pages.listing.tab import Tab
from pages.templatetags.look import day, instant, status
from responsibility.organisation.posts.models import Post
from responsibility.records.bodies.models import BodyGrant, BodyGrantQuerySet


def _post(grant: BodyGrant) -> Post:
    return grant.record.post if grant.record else grant.post


def _subject(grant: BodyGrant) -> str:
    if grant.record:
        return _("Record of %(day)s") % {"day": day(grant.record.happened_on)}
    return _("All records of the post")


def _what(grant: BodyGrant, now: datetime):
    subject = _subject(grant)
    if grant.record:
        subject = format_html('<a href="{}">{}</a>', grant.record.get_absolute_url(), subject)
    post = _post(grant)
    pattern = '<div>{}</div><div class="xs mut">{} · {}</div>'
    return format_html(pattern, subject, post.unit.name, post.title)


def _days(grant: BodyGrant, now: datetime):
    days = _("%(first)s to %(last)s") % {
        "first": day(grant.first_on, now),
        "last": day(grant.last_on, now),
    }
    return format_html('<div>{}</div><div class="xs mut">{}</div>', days, grant.basis)


def _given(grant: BodyGrant, now: datetime):
    pattern = '<div>{}</div><div class="xs mut">{}</div>'
    return format_html(pattern, grant.given_by.name, instant(grant.given_at, now))


def _read(grant: BodyGrant, now: datetime):
    number = grant.readings_made
    if not number:
        return ""
    times = ngettext("%(counter)s time", "%(counter)s times", number) % {"counter": number}
    pattern = '<div>{}</div><div class="xs mut">{}</div>'
    return format_html(pattern, times, instant(grant.last_read_at, now))


def _state(grant: BodyGrant, now: datetime):
    ended = ""
    if grant.ended_by:
        ended = f"{grant.ended_by.name}, {instant(grant.ended_at, now)}"
    drawn = status("none" if grant.over else "ok", grant.state)
    return format_html('{}<div class="xs mut">{}</div>', drawn, ended)


def _may_end(grant: Any) -> bool:
    return not grant.over


def _in_force(listing: Listing) -> Q:
    return Q(ended_at=None, last_on__gte=day_of(listing.now))


def _over(listing: Listing) -> Q:
    return Q(ended_at__isnull=False) | Q(last_on__lt=day_of(listing.now))


class GrantFilter(ListFilter):
    q = Search(method="named", hint=gettext_lazy("Person, unit or post"))

    def named(self, grants: BodyGrantQuerySet, name: str, typed: str) -> BodyGrantQuerySet:
        fields = ["user__name"]
        for post in ("post", "record__post"):
            fields += [f"{post}__title", f"{post}__unit__name"]
        found = Q()
        for field in fields:
            found |= Q(**{f"{field}__icontains": typed})
        return grants.filter(found)


class GrantListing(Listing):
    """The grants of the county, with how often each was used."""

    name, title = "body-grants", gettext_lazy("Reading grants")
    lead = gettext_lazy("Who may read text and files beside those who may anyway")
    filters = GrantFilter
    tabs = [
        Tab("", gettext_lazy("All")),
        Tab("in_force", gettext_lazy("In force"), _in_force),
        Tab("over", gettext_lazy("Ended"), _over),
    ]
    columns = [
        Column("person", gettext_lazy("Person"), "user.name", order=("user__pinyin",),
               phone="title"),
        Column("what", gettext_lazy("May read"), _subject, _what, phone="sub"),
        Column("unit", gettext_lazy("Unit"), lambda grant: _post(grant).unit.name, only="file"),
        Column("post", gettext_lazy("Post"), lambda grant: _post(grant).title, only="file"),
        Column("days", gettext_lazy("From and to"), cell=_days, only="page", order=("first_on",)),
        Column("first_on", gettext_lazy("First day"), only="file"),
        Column("last_on", gettext_lazy("Last day"), only="file"),
        Column("basis", gettext_lazy("Basis"), only="file"),
        Column("given", gettext_lazy("Given by"), "given_by.name", _given, order=("given_at",)),
        Column("given_at", gettext_lazy("Given on"), only="file"),
        Column("read", gettext_lazy("Read"), "readings_made", _read, order=("readings_made",)),
        Column("last_read_at", gettext_lazy("Last read"), only="file"),
        Column("state", gettext_lazy("State"), "state", _state, phone="end", css="nw"),
        Column("ended_by", gettext_lazy("Ended by"),
               lambda grant: grant.ended_by and grant.ended_by.name, only="file"),
        Column("ended_at", gettext_lazy("Ended on"), only="file"),
    ]  # fmt: skip
    order = "-given"
    button = Act(gettext_lazy("Give a grant"), "body-grant-new", "plus")
    row_acts = [Act(gettext_lazy("End"), "body-grant-end", asks=True, when=_may_end)]
    empty = Empty(
        gettext_lazy("No grant yet"),
        gettext_lazy(
            "Restricted texts are read by the author and those of the posts they count for until "
            "you name somebody."
        ),
        "lock",
    )

    def rows(self) -> BodyGrantQuerySet:
        return BodyGrant.objects.managed_by(self.user, at=self.now)

    def with_columns(self, rows: BodyGrantQuerySet) -> BodyGrantQuerySet:
        return rows.with_readings().select_related(
            "user", "record__post__unit", "post__unit", "given_by", "ended_by"
        )

    def with_facts(self, rows: list) -> list[BodyGrant]:
        """The rows, each with whether it is `over`, and that in a word."""
        for grant in rows:
            grant.over = grant.is_over(self.now)
            grant.state = _("ended") if grant.over else _("in force")
        return rows
