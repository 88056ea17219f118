"""The list of draws: of the own body, of the county, and those that concern the own unit."""

from datetime import datetime

from django.db.models import Count, Q
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from pages.listing.act import Act
from pages.listing.column import Column
from pages.listing.empty import Empty
from pages.listing.filters import ListFilter, Search
from pages.listing.listing import Listing
from pages.listing.tab import Tab
from pages.templatetags.look import day, status
from responsibility.organisation.relations.acts import urging_posts
from responsibility.organisation.standing import standing_of
from supervision.checks.draws.models import CheckDraw, CheckDrawQuerySet


class DrawFilter(ListFilter):
    q = Search(method="called", hint=_("Number or title"))

    def called(self, draws: CheckDrawQuerySet, name: str, typed: str) -> CheckDrawQuerySet:
        return draws.called(typed)


def _title(draw: CheckDraw, now: datetime):
    return format_html(
        '<a class="tb__t" href="{}">{}</a><div class="xs mut num">{}</div>',
        draw.get_absolute_url(), draw.title, draw.called,
    )  # fmt: skip


def _word(draw: CheckDraw) -> str:
    if draw.withdrawn_at:
        return pgettext("draw", "withdrawn")
    return _("drawn") if draw.drawn_at else _("published")


def _state(draw: CheckDraw, now: datetime):
    if draw.is_over:
        return status("ok" if draw.drawn_at else "none", _word(draw))
    return status("wait", _("drawn from %(day)s") % {"day": day(draw.draws_on, now)})


class DrawListing(Listing):
    """Draws that the person sees, the newest first."""

    name, title = "draw-list", _("Draws")
    lead = _("List and fingerprint are published first, the seed with the draw; anybody redoes it")
    filters = DrawFilter
    tabs = [
        Tab("", _("All")),
        Tab("published", pgettext_lazy("draws", "Published"), Q(drawn_at=None, withdrawn_at=None)),
        Tab("drawn", _("Drawn"), Q(drawn_at__isnull=False)),
        Tab("withdrawn", _("Withdrawn"), Q(withdrawn_at__isnull=False)),
    ]
    columns = [
        Column("title", _("Title of the draw"), cell=_title, order=("title",), phone="title"),
        Column("number", _("Number"), "called", order=("year", "number"), only="file"),
        Column("made", _("Published"), "made_at", order=("made_at",), phone="below", css="nw"),
        Column("body", _("Published by"), "made_in.unit.name", phone="hidden", css="nw"),
        Column("frame", _("Records"), "frame_size", phone="hidden", css="r num"),
        Column("size", _("To draw"), phone="hidden", css="r num"),
        Column("draws_on", _("Drawn from"), only="file"),
        Column("seed_hash", _("SHA-256 of the seed"), only="file"),
        Column("state", _("State"), _word, _state, phone="end", css="nw"),
    ]  # fmt: skip
    order = "-made"
    empty = Empty(_("No draw here"), _("Draws that concern your unit stand here."), "eye")

    @property
    def button(self) -> Act | None:
        may = urging_posts(standing_of(self.user, at=self.now))
        return Act(_("Publish a draw"), "draw-new", "plus") if may else None

    def rows(self) -> CheckDrawQuerySet:
        return CheckDraw.objects.visible_to(self.user, at=self.now)

    def with_columns(self, rows: CheckDrawQuerySet) -> CheckDrawQuerySet:
        return rows.select_related("made_in__unit").annotate(frame_size=Count("places"))
