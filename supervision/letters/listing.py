"""The list of letters: as far as a person sees them; its rows stand behind every count."""

from collections.abc import Sequence
from datetime import datetime

import django_filters
from django import forms
from django.db.models import Exists, F, Q
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pages.days import day_of, midnight
from pages.listing.act import Act
from pages.listing.column import Column
from pages.listing.empty import Empty
from pages.listing.filters import Choice, ListFilter, Search
from pages.listing.listing import Listing
from pages.listing.tab import Tab
from pages.quarter import Quarter
from pages.templatetags.look import day, days_left, ring, status, word
from responsibility.organisation.fields import UnitField
from responsibility.organisation.standing import standing_of
from supervision.letters.choices import (
    REPLIES,
    kinds_seen_by,
    late_ones,
    may_draft,
    units_with_letters,
    with_next_owed,
)
from supervision.letters.models import Letter, LetterQuerySet
from supervision.letters.states import AWAITED, OVER, UNSENT, State

# What is counted (counts.py): each number opens its rows.
COUNTED = {
    "served": (_("Served"), Q()),
    "replied": (_("Replied"), Q(Exists(REPLIES))),
    "late": (_("Replied late"), Q(Exists(REPLIES.filter(fulfilled_at__gte=F("late_at"))))),
    "awaited": (pgettext_lazy("letter", "Reply awaited"), Q(state__in=AWAITED)),
    "closed": (_("Closed or lifted"), Q(state__in=[State.CLOSED, State.LIFTED])),
    "carried_on": (_("Carried on"), Q(state=State.CARRIED_ON)),
    "withdrawn": (_("Withdrawn"), Q(state=State.WITHDRAWN)),
}


def served_within(quarter: Quarter) -> Q:
    return Q(served_at__gte=midnight(quarter.start), served_at__lt=midnight(quarter.end))


def _units(request):
    return units_with_letters(request.user, at=request.now)


def _kinds(request):
    return kinds_seen_by(request.user, at=request.now)


class InUnit(django_filters.ModelChoiceFilter):
    field_class = UnitField


class LetterFilter(ListFilter):
    q = Search(method="called", hint=_("Number, title or unit"))
    kind = django_filters.ModelChoiceFilter(
        label=_("Kind of letter"), queryset=_kinds, empty_label=pgettext_lazy("letter", "All kinds")
    )
    unit = InUnit(label=_("Unit"), queryset=_units, empty_label=_("All units"))
    state = Choice(label=_("State"), choices=State.choices, empty_label=_("All states"))
    counted = Choice(
        label=_("Counted"), choices=[(code, words) for code, (words, _rows) in COUNTED.items()],
        empty_label=_("All"), method="of_count",
    )  # fmt: skip
    quarter = django_filters.CharFilter(
        label=_("Quarter"), widget=forms.HiddenInput, method="of_quarter"
    )

    def called(self, letters: LetterQuerySet, name: str, typed: str) -> LetterQuerySet:
        return letters.called(typed)

    def of_count(self, letters: LetterQuerySet, name: str, counted: str) -> LetterQuerySet:
        return letters.filter(COUNTED[counted][1], served_at__isnull=False)

    def of_quarter(self, letters: LetterQuerySet, name: str, typed: str) -> LetterQuerySet:
        quarter = Quarter.parse(typed)
        return letters.filter(served_within(quarter)) if quarter else letters


def _lamp(letter: Letter, now: datetime):
    owed = letter.owed
    return ring(owed.lamp_now, owed.done, owed.required, "ring--s", owed.colours) if owed else ""


def _title(letter: Letter, now: datetime):
    parts = [letter.document_number, str(letter.kind), letter.unit.name, letter.post.title]
    return format_html(
        '<a class="tb__t clip2" href="{}">{}</a><div class="xs mut">{}</div>',
        letter.get_absolute_url(), letter.title, " · ".join(filter(None, parts)),
    )  # fmt: skip


def _made(letter: Letter, now: datetime):
    proposed = letter.proposed_in.unit.name if letter.proposer_is_another else ""
    words = _("proposed by %(unit)s") % {"unit": proposed} if proposed else letter.made_by.name
    name = letter.made_in.unit.name
    return format_html('<div>{}</div><div class="xs mut">{}</div>', name, words)


def _due(letter: Letter, now: datetime):
    owed = letter.owed
    if owed is None:
        return ""
    css = {"red": "t-late", "yellow": "t-soon"}.get(owed.lamp_now, "mut")
    return format_html(
        '{} <span class="mut">{}</span><div class="xs {}">{}</div>',
        day(owed.due_on, now), owed.get_purpose_display(), css, days_left(owed.late_at, now),
    )  # fmt: skip


def _state(letter: Letter, now: datetime):
    shown = status(letter.whose_state.sign, letter.get_state_display())
    late = _("not signed for in time") if letter.is_unsigned(on=day_of(now)) else ""
    return format_html('{}<div class="xs t-late">{}</div>', shown, late) if late else shown


def _to_us(listing: Listing) -> Q:
    posts = standing_of(listing.user, at=listing.now).desk_posts
    return Q(post__in=posts, served_at__isnull=False)


def _waits(listing: Listing) -> Q:
    return Q(state__in=[State.SUBMITTED, State.RETURNED, State.REPLIED, State.VERIFIED])


class LetterListing(Listing):
    """All letters that the person sees, the newest first."""

    name, title = "letter-list", _("Letters")
    lead = _("Prompts, warnings, proposals and orders: served, replied to, verified, closed")
    filters = LetterFilter
    tabs = [
        Tab("", _("All")),
        Tab("open", _("Running"), ~Q(state__in=[*UNSENT, *OVER])),
        Tab("to", pgettext_lazy("letter", "To us"), _to_us),
        Tab("waits", _("To be decided"), _waits),
        Tab("unsigned", _("Not signed for"), Q(state=State.SERVED)),
        Tab("late", _("No reply"), lambda listing: late_ones(now=listing.now)),
        Tab("over", pgettext_lazy("letter", "Ended"), Q(state__in=OVER)),
    ]
    columns = [
        Column("lamp", _("Lamp"), lambda row: word(row.owed.lamp_now) if row.owed else "", _lamp,
               phone="lamp"),
        Column("title", _("Letter"), "title", _title, phone="title"),
        Column("number", _("Document number"), "document_number", only="file"),
        Column("kind", _("Kind of letter"), "kind", only="file"),
        Column("unit", _("Unit"), "unit.name", only="file"),
        Column("post", _("Post"), "post.title", only="file"),
        Column("made", pgettext_lazy("letter", "Issued by"), "made_in.unit.name", _made,
               phone="hidden"),
        Column("proposed", pgettext_lazy("letter", "Proposed by"), "proposed_in.unit.name",
               only="file"),
        Column("served_at", _("Served on"), order=("served_at",), phone="hidden", css="nw"),
        Column("received_at", _("Signed for on"), only="file"),
        Column("due_on", _("Deadline"), lambda row: row.owed and row.owed.due_on, _due,
               phone="below", css="nw"),
        Column("state", _("State"), "get_state_display", _state, order=("state",), phone="end",
               css="nw"),
        Column("made_at", _("Drafted on"), order=("made_at",), only="file"),
    ]  # fmt: skip
    order = "-made_at"
    template = "supervision/letters/letters.html"
    empty = Empty(
        _("No letter here"),
        _("Letters of supervision stand here, with their replies."),
        "file-text",
    )

    @property
    def button(self) -> Act | None:
        may = may_draft(self.user, at=self.now)
        return Act(_("New letter"), "letter-choose", "plus") if may else None

    def rows(self) -> LetterQuerySet:
        return Letter.objects.visible_to(self.user, at=self.now)

    def with_columns(self, rows: LetterQuerySet) -> LetterQuerySet:
        return rows.for_rows()

    def with_facts(self, rows: list[Letter]) -> Sequence[Letter]:
        return with_next_owed(rows, now=self.now)
