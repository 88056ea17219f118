"""Whose facts a person may look at; and the suggestions that a person sees."""

from datetime import datetime

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from pages.listing.column import Column
from pages.listing.empty import Empty
from pages.listing.filters import ListFilter, Search
from pages.listing.listing import Listing
from pages.templatetags.look import day, ring, word
from responsibility.organisation.people.listing import posts_cell, posts_text
from responsibility.organisation.people.models import UserQuerySet
from responsibility.organisation.people.with_posts import with_posts
from supervision.facts.models import Suggestion, SuggestionQuerySet
from supervision.facts.read import in_reach, persons_seen_by


class PersonFilter(ListFilter):
    q = Search(method="called", hint=_("Name, pinyin, staff number"))

    def called(self, people: UserQuerySet, name: str, typed: str) -> UserQuerySet:
        return people.matching(typed)


def _name(person, now: datetime):
    address = reverse("facts", args=[person.pk])
    return format_html('<a class="tb__t" href="{}">{}</a>', address, person.name)


class PersonListing(Listing):
    """Those in posts of the units that the person supervises."""

    name, title = "facts-people", _("Facts of persons")
    lead = _("Each look is asked its purpose, and the person sees it")
    filters = PersonFilter
    columns = [
        Column("name", _("Name"), "name", _name, order=("pinyin", "pk"), phone="title"),
        Column("posts", _("Posts"), posts_text, posts_cell, phone="sub"),
    ]
    order = "name"
    empty = Empty(_("Nobody here"), _("Who supervises units looks at facts here."), "user")

    def rows(self) -> UserQuerySet:
        return persons_seen_by(self.user, at=self.now)

    def with_columns(self, people: UserQuerySet) -> UserQuerySet:
        return with_posts(people, within=in_reach(self.user, at=self.now), at=self.now)


class SuggestionFilter(ListFilter):
    q = Search(method="called", hint=_("Words of the suggestion"))

    def called(self, rows: SuggestionQuerySet, name: str, typed: str) -> SuggestionQuerySet:
        return rows.called(typed)


def _lamp(row: Suggestion, now: datetime):
    return ring(row.lamp_now, row.done, row.required, "ring--s", row.colours)


def _text(row: Suggestion, now: datetime):
    return format_html(
        '<a class="tb__t clip2" href="{}">{}</a>', row.get_absolute_url(), row.text[:120]
    )


class SuggestionListing(Listing):
    """Those one made, and those to the own posts, the newest first."""

    name, title = "suggestion-list", _("Suggestions and complaints")
    filters = SuggestionFilter
    columns = [
        Column("lamp", _("Lamp"), lambda row: word(row.lamp_now), _lamp, phone="lamp"),
        Column("text", _("Suggestion"), "text", _text, phone="title"),
        Column("to", _("To"), "unit.name", order=("unit__name",), css="nw"),
        Column("made_by", _("Made by"), "made_by.name", css="nw"),
        Column("due_on", _("Deadline"), "due_on", lambda row, now: day(row.due_on, now),
               order=("late_at",), phone="below", css="nw"),
        Column("made", _("Made on"), "made_at", order=("made_at",), only="file"),
    ]  # fmt: skip
    order = "-made"
    empty = Empty(_("No suggestion yet"), _("What is suggested is answered here."), "message")

    def rows(self) -> SuggestionQuerySet:
        return Suggestion.objects.visible_to(self.user, at=self.now)

    def with_columns(self, rows: SuggestionQuerySet) -> SuggestionQuerySet:
        return rows.for_rows(now=self.now)
