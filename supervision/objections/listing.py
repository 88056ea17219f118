"""The list of objections: as far as a person sees them."""

from datetime import datetime

from django.db.models import Q
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pages.listing.column import Column
from pages.listing.empty import Empty
from pages.listing.filters import ListFilter, Search
from pages.listing.listing import Listing
from pages.listing.tab import Tab
from pages.templatetags.look import day, days_left, ring, status, word
from supervision.objections.models import Objection, ObjectionQuerySet

OPEN = Q(fulfilled_at=None, exempt=False)


class ObjectionFilter(ListFilter):
    q = Search(method="called", hint=_("Number, matter or unit"))

    def called(self, objections: ObjectionQuerySet, name: str, typed: str) -> ObjectionQuerySet:
        return objections.called(typed)


def _lamp(objection: Objection, now: datetime):
    done, required = objection.done, objection.required
    return ring(objection.lamp_now, done, required, "ring--s", objection.colours)


def _title(objection: Objection, now: datetime):
    return format_html(
        '<a class="tb__t clip2" href="{}">{}</a><div class="xs mut num">{} · {}</div>',
        objection.get_absolute_url(), objection.subject, objection.name, objection.what.label,
    )  # fmt: skip


def _due(objection: Objection, now: datetime):
    if objection.fulfilled_at or objection.exempt:
        return day(objection.due_on, now)
    css = {"red": "t-late", "yellow": "t-soon"}.get(objection.lamp_now, "mut")
    left = days_left(objection.late_at, now)
    return format_html('{}<div class="xs {}">{}</div>', day(objection.due_on, now), css, left)


def _state(objection: Objection, now: datetime):
    return status(objection.state.sign, objection.state.label)


class ObjectionListing(Listing):
    """All objections that the person sees, the newest first."""

    name, title = "objection-list", _("Objections")
    lead = _("Somebody else than who decided decides; what is upheld corrects what follows from it")
    filters = ObjectionFilter
    tabs = [
        Tab("", _("All")),
        Tab("open", _("To be decided"), OPEN),
        Tab("decided", _("Decided"), Q(fulfilled_at__isnull=False)),
    ]
    columns = [
        Column("lamp", _("Lamp"), lambda row: word(row.lamp_now), _lamp, phone="lamp"),
        Column("subject", _("Contested"), "subject", _title, order=("subject",), phone="title"),
        Column("number", _("Number"), "name", only="file"),
        Column("what", _("Kind"), "what.label", only="file"),
        Column("unit", _("Unit concerned"), "concerned_unit.name", order=("concerned_unit__name",),
               css="nw"),
        Column("made_by", _("Made by"), "made_by.name", css="nw"),
        Column("made", _("Made on"), "made_at", order=("made_at",), only="file"),
        Column("decider", pgettext_lazy("objection", "Decided by"), "unit.name",
               order=("unit__name",), phone="hidden", css="nw"),
        Column("due_on", pgettext_lazy("objection", "To be decided by"), "due_on", _due,
               order=("late_at",), phone="below", css="nw"),
        Column("state", _("State"), "state.label", _state, phone="end", css="nw"),
    ]  # fmt: skip
    order = "-made"
    empty = Empty(
        _("No objection here"),
        _("Who is concerned objects to a lamp, a demand or a problem on its page."),
        "flag",
    )

    def rows(self) -> ObjectionQuerySet:
        return Objection.objects.visible_to(self.user, at=self.now)

    def with_columns(self, rows: ObjectionQuerySet) -> ObjectionQuerySet:
        return rows.for_rows(now=self.now).with_state()
