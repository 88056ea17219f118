"""The list of requests for an extension that wait for the person's decision."""

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from alerts.decisions.models import Extension, ExtensionQuerySet
from pages.days import day_of
from pages.listing.act import Act
from pages.listing.column import Column
from pages.listing.empty import Empty
from pages.listing.filters import Choice, ListFilter, Search
from pages.listing.listing import Listing
from pages.listing.tab import Tab
from pages.templatetags.look import day, day_week, days_left, tag, word
from responsibility.owed.across import owed_models
from responsibility.owed.named import owed_of


def _title(request: Extension, now: datetime):
    return format_html(
        '<a class="tb__t clip2" href="{}">{}</a><div class="xs mut">{} · {}</div>',
        request.owed.get_absolute_url(), request.owed.title, request.owed.unit, request.owed.post,
    )  # fmt: skip


def _lamp(request: Extension, now: datetime):
    """The lamp, and how long until the deadline or since; where the clock stands still beyond it,
    that is the word: it is not due soon."""
    owed = request.owed
    days = days_left(owed.late_at, now)
    if owed.hold and owed.late_at <= now:
        held = _("extension asked for, the clock stands still")
        return format_html(
            '{}<div class="xs mut">{}</div>', tag(owed.lamp_now, days, owed.colours), held
        )
    return format_html('{}<div class="xs mut">{}</div>', tag(owed.lamp_now, "", owed.colours), days)


def _decide_by(request: Extension, now: datetime):
    css = "t-late b" if request.decide_by < day_of(now) else ""
    return format_html('<span class="{}">{}</span>', css, day(request.decide_by, now))


def _past(listing: Listing) -> Q:
    return Q(decide_by__lt=day_of(listing.now))


def _reason(request: Extension, now: datetime):
    return format_html('<span class="clip2">{}</span>', request.reason)


def _kinds() -> list[tuple]:
    return [(model.matter_kind, model.kind_name) for model in owed_models()]


class RequestFilter(ListFilter):
    q = Search(method="called", hint=_("What is owed, or who asked"))
    kind = Choice(label=_("Kind"), choices=_kinds, empty_label=_("All kinds"))

    def called(self, requests: ExtensionQuerySet, name: str, typed: str) -> ExtensionQuerySet:
        found = Q(asked_by__name__icontains=typed)
        for model in owed_models():
            kind: Any = model.objects
            owed = kind.visible_to(self.request.user, at=self.request.now).called(typed)
            found |= Q(kind=model.matter_kind, deadline_id__in=owed.order_by().values("pk"))
        return requests.filter(found)


class RequestListing(Listing):
    """What waits for the person's decision, what is to be decided first at the top."""

    name, title = "extension-list", _("Extensions to decide")
    lead = _("Until it is decided the clock stands still, if it was asked in time")
    filters = RequestFilter
    tabs = [Tab("", _("All")), Tab("past", _("Decision overdue"), _past, css="t-late")]
    columns = [
        Column("lamp", _("Lamp"), lambda request: word(request.owed.lamp_now), _lamp,
               phone="end", css="nw"),
        Column("title", _("What is owed"), "owed.title", _title, phone="title"),
        Column("unit", _("Unit"), "owed.unit.name", only="file"),
        Column("post", _("Post"), "owed.post.title", only="file"),
        Column("asked_by", _("Asked by"), "asked_by.name", order=("asked_by__name",), css="nw"),
        Column("asked_at", _("Asked on"), order=("asked_at",), css="nw num"),
        Column("due_on", _("Deadline"), "owed.due_on", css="nw"),
        Column("wanted_on", _("Asked for"), "wanted_on",
               lambda request, now: day_week(request.wanted_on, now), order=("wanted_on",),
               css="nw"),
        Column("decide_by", _("To be decided by"), "decide_by", _decide_by,
               order=("decide_by", "asked_at"), css="nw"),
        Column("reason", _("Reason"), "reason", _reason, phone="sub", css="c-long"),
    ]  # fmt: skip
    order = "decide_by"
    row_acts = [Act(_("Decide"), "extension", asks=True)]
    tick = "request"
    bulk = [Act(_("Decide on those ticked"), "extension-decide-many", "circle-check", asks=True)]
    empty = Empty(
        _("Nothing to decide"),
        _("Requests for an extension stand here until somebody has decided on them."),
        "circle-check",
    )

    def rows(self) -> ExtensionQuerySet:
        visible = Extension.objects.visible_to(self.user, at=self.now)
        return visible.to_decide_by(self.user, at=self.now)

    def with_columns(self, rows: ExtensionQuerySet) -> ExtensionQuerySet:
        return rows.select_related("asked_by")

    def with_facts(self, rows: list) -> list[Extension]:
        """The rows, each with what is `owed`."""
        for request, owed in zip(rows, owed_of(self.request, rows), strict=True):
            request.owed = owed
        return rows
