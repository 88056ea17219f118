"""The list of talks, as far as a person sees their faces."""

from datetime import datetime

import django_filters
from django.db.models import Q
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from pages.listing.act import Act
from pages.listing.column import Column
from pages.listing.empty import Empty
from pages.listing.filters import Choice, ListFilter, Search
from pages.listing.listing import Listing
from pages.listing.tab import Tab
from pages.templatetags.look import day, status
from responsibility.organisation.standing import standing_of
from supervision.talks.choices import kinds_talked
from supervision.talks.models import Talk, TalkQuerySet
from supervision.talks.rights import may_talk
from supervision.talks.states import OVER, State


def _kinds(request):
    return kinds_talked(request.user, at=request.now)


class TalkFilter(ListFilter):
    q = Search(method="called", hint=_("Number, person or unit"))
    kind = django_filters.ModelChoiceFilter(
        label=_("Kind of talk"), queryset=_kinds, empty_label=_("All kinds of talk")
    )
    state = Choice(label=_("State"), choices=State.choices, empty_label=_("All states"))

    def called(self, talks: TalkQuerySet, name: str, typed: str) -> TalkQuerySet:
        return talks.called(typed)


def names_of(talk: Talk) -> str:
    """Who is talked to."""
    return pgettext("between items", ", ").join(row.user.name for row in talk.persons.all())


def _title(talk: Talk, now: datetime):
    return format_html(
        '<a class="tb__t" href="{}">{}</a><div class="xs mut num">{}</div>',
        talk.get_absolute_url(), names_of(talk), talk.called,
    )  # fmt: skip


def _open(talk: Talk) -> int:
    """Requirements that are not met."""
    return sum(
        1 for row in talk.duties.all() if row.person_id and not row.fulfilled_at and not row.exempt
    )


def _state(talk: Talk, now: datetime):
    return status(talk.whose_state.sign, talk.get_state_display())


class TalkListing(Listing):
    """All talks whose face the person sees, the newest first."""

    name, title = "talk-list", _("Talks")
    lead = _("What was said is read by few; here stand the faces")
    filters = TalkFilter
    tabs = [
        Tab("", _("All")),
        Tab("open", _("Open"), ~Q(state__in=OVER)),
        Tab("planned", pgettext_lazy("talk", "planned"), Q(state=State.PLANNED)),
        Tab("sign", _("to be signed"), Q(state=State.HELD)),
        Tab("follow", _("following up"), Q(state=State.FOLLOWING)),
        Tab("closed", pgettext_lazy("talk", "closed"), Q(state=State.CLOSED)),
    ]
    columns = [
        Column("persons", _("Talk with"), names_of, _title, phone="title"),
        Column("number", _("Number"), "called", order=("year", "number"), only="file"),
        Column("kind", _("Kind of talk"), "kind", order=("kind__position",), css="nw", phone="sub"),
        Column("unit", _("Unit"), "unit.name", order=("unit__name",), css="nw", phone="sub"),
        Column("planned_on", _("Day of the talk"), "planned_on",
               lambda row, now: day(row.planned_on, now), order=("planned_on",), phone="below",
               css="nw"),
        Column("open", _("Open requirements"), _open, css="r num", phone="hidden"),
        Column("by", _("Who talks"), "made_by.name", phone="hidden", css="nw"),
        Column("state", _("State"), "get_state_display", _state, order=("state",), phone="end",
               css="nw"),
    ]  # fmt: skip
    order = "-number"
    empty = Empty(
        _("No talk here"), _("Talks that are planned or were held stand here."), "message"
    )

    @property
    def button(self) -> Act | None:
        plans = may_talk(standing_of(self.user, at=self.now))
        return Act(_("Plan a talk"), "talk-new", "plus") if plans else None

    def rows(self) -> TalkQuerySet:
        return Talk.objects.visible_to(self.user, at=self.now)

    def with_columns(self, rows: TalkQuerySet) -> TalkQuerySet:
        return rows.for_rows()
