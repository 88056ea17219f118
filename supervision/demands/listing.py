"""The list of the demands a person has to do with, side by side."""

from datetime import datetime
from functools import cached_property

from django.db.models import Case, F, Q, When
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from pages.listing.act import Act
from pages.listing.column import Column
from pages.listing.empty import Empty
from pages.listing.filters import Choice, ListFilter, Search
from pages.listing.listing import Listing
from pages.listing.tab import Tab
from pages.templatetags.look import instant, ring, status, word
from responsibility.organisation.relations.acts import may_urge_anybody
from responsibility.organisation.standing import Standing, standing_of
from supervision.demands.models import Demand, DemandQuerySet

SETTLED = Q(closed_at__isnull=False) | Q(exempt=True)
ANSWERED = Q(fulfilled_at__isnull=False)
STAGES = {
    "open": (_("answer awaited"), ~SETTLED & ~ANSWERED),
    "answered": (_("answered, to be decided on"), ~SETTLED & ANSWERED),
    "accepted": (_("accepted and closed"), Q(closed_at__isnull=False)),
    "not_owed": (_("withdrawn"), Q(exempt=True)),
}


def sides_of(standing: Standing) -> list[Tab]:
    """The sides there are for a person."""
    there = [
        (standing.desk_posts, Tab("to", _("To us"), Q(post__in=standing.desk_posts))),
        (may_urge_anybody(standing), Tab("by", _("By us"), Q(made_in__in=standing.own_posts))),
        (standing.led_units, Tab("unit", _("In our units"), Q(unit__in=standing.led_units))),
        (
            standing.office_counties,
            Tab("county", _("In the county"), Q(county_id__in=standing.office_counties)),
        ),
    ]
    return [tab for has_it, tab in there if has_it]


def _lamp(demand: Demand, now: datetime):
    return ring(demand.lamp_now, demand.done, demand.required, "ring--s", demand.colours)


def _text(demand: Demand, now: datetime):
    parts = [demand.document_number, demand.unit.name, demand.post.title]
    return format_html(
        '<a class="tb__t clip2" href="{}">{}</a><div class="xs mut">{}</div>',
        demand.get_absolute_url(), demand.text, " · ".join(filter(None, parts)),
    )  # fmt: skip


def _made(demand: Demand, now: datetime):
    return format_html(
        '<div>{}</div><div class="xs mut">{}, {}</div>',
        demand.made_in.unit.name, demand.made_by.name, instant(demand.made_at, now),
    )  # fmt: skip


def _state(demand: Demand, now: datetime):
    return status(demand.state.sign, demand.state.label)


class DemandFilter(ListFilter):
    q = Search(method="called", hint=_("What is demanded, or a unit"))
    stage = Choice(
        label=_("State"), choices=[(code, label) for code, (label, _rows) in STAGES.items()],
        empty_label=_("All states"), method="at_stage",
    )  # fmt: skip

    def called(self, demands: DemandQuerySet, name: str, typed: str) -> DemandQuerySet:
        return demands.called(typed) | demands.filter(unit__name__icontains=typed)

    def at_stage(self, demands: DemandQuerySet, name: str, stage: str) -> DemandQuerySet:
        return demands.filter(STAGES[stage][1])


class DemandListing(Listing):
    """Demands of one side. Those for which something is to be done come first, by their day: an
    answer, a decision on one; then those closed or withdrawn, the newest first."""

    name, title = "demand-list", _("Demands")
    lead = _("Somebody is to answer by a day; what waits stands first")
    filters = DemandFilter
    columns = [
        Column("lamp", _("Lamp"), lambda demand: word(demand.lamp_now), _lamp, phone="lamp"),
        Column("text", _("What is demanded"), "text", _text, phone="title"),
        Column("document_number", _("Document number"), only="file"),
        Column("unit", _("Unit"), "unit.name", only="file"),
        Column("post", _("Post"), "post.title", only="file"),
        Column("made", _("Demanded by"), "made_in.unit.name", _made, order=("made_at",)),
        Column("made_by", _("Person"), "made_by.name", only="file"),
        Column("made_at", _("Demanded on"), only="file"),
        Column("due_on", _("Answer by"), order=("due_on",), phone="below", css="nw"),
        Column("closed_at", _("Closed on"), order=("closed_at",), phone="hidden", css="nw num"),
        Column("state", _("State"), "state.label", _state, order=("rank", "waits_until", "-pk"),
               phone="end", css="nw"),
    ]  # fmt: skip
    order = "state"
    empty = Empty(
        _("No demand here"),
        _("When somebody is to answer for a task, it stands here. Tick tasks on the board and "
          "choose “Demand”."),
        "gavel",
    )  # fmt: skip

    @cached_property
    def tabs(self) -> list[Tab]:
        return sides_of(standing_of(self.user, at=self.now))

    def first_tab(self) -> str:
        """Those made by who demands from outside, else those to be answered."""
        standing = standing_of(self.user, at=self.now)
        names = [tab.name for tab in self.tabs]
        outside = standing.office_counties or standing.supervised_units
        return "by" if outside and "by" in names else names[0]

    @property
    def button(self) -> Act | None:
        """For who demands in the name of the commission."""
        standing = standing_of(self.user, at=self.now)
        if standing.office_counties or standing.supervising_posts:
            return Act(_("Drafts of demands"), "demand-drafts", "edit")
        return None

    def rows(self) -> DemandQuerySet:
        return Demand.objects.visible_to(self.user, at=self.now)

    def with_columns(self, rows: DemandQuerySet) -> DemandQuerySet:
        return rows.for_rows(now=self.now).with_state().annotate(
            rank=Case(When(SETTLED, then=2), When(ANSWERED, then=1), default=0),
            waits_until=Case(When(~SETTLED, then=F("late_at"))),
        )  # fmt: skip
