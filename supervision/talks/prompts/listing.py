"""The list of prompts for talks (待约谈): who is to be decided about, by when."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from pages.listing.column import Column
from pages.listing.empty import Empty
from pages.listing.filters import ListFilter, Search
from pages.listing.listing import Listing
from pages.listing.tab import Tab
from pages.templatetags.look import day, days_left, ring, status, word
from supervision.talks.prompts.models import TalkPrompt, TalkPromptQuerySet
from supervision.talks.prompts.newest import with_owed


class PromptFilter(ListFilter):
    q = Search(method="called", hint=_("Name or unit"))

    def called(self, rows: TalkPromptQuerySet, name: str, typed: str) -> TalkPromptQuerySet:
        return rows.filter(Q(user__name__icontains=typed) | Q(unit__name__icontains=typed))


def _title(row: TalkPrompt, now: datetime):
    return format_html(
        '<a class="tb__t" href="{}">{}</a><div class="xs mut">{}</div>',
        row.get_absolute_url(), row.user.name, row.post.title,
    )  # fmt: skip


def _lamp(row: TalkPrompt, now: datetime):
    owed = row.owed
    return ring(owed.lamp_now, owed.done, owed.required, "ring--s", owed.colours) if owed else ""


def _due(row: TalkPrompt, now: datetime):
    if row.owed is None:
        return ""
    left = days_left(row.owed.late_at, now) if row.ended_at is None else ""
    css = {"red": "t-late", "yellow": "t-soon"}.get(row.owed.lamp_now, "mut")
    return format_html('{}<div class="xs {}">{}</div>', day(row.owed.due_on, now), css, left)


def _outcome(row: TalkPrompt, now: datetime):
    if row.ended_at is None:
        return status("wait", _("To be decided"))
    return status("none" if row.ended_as == "not_needed" else "ok", row.get_ended_as_display())


class PromptListing(Listing):
    """One entry a person, the newest first; each is decided for itself."""

    name, title = "talk-prompts", _("Prompts for talks")
    lead = _("A red lamp asks for a look, not for a talk; it is no accountability")
    filters = PromptFilter
    tabs = [
        Tab("", _("To be decided"), Q(ended_at=None)),
        Tab("ended", _("Decided"), Q(ended_at__isnull=False)),
    ]
    columns = [
        Column("lamp", _("Lamp"), lambda row: word(row.owed.lamp_now) if row.owed else "", _lamp,
               phone="lamp"),
        Column("user", _("Person"), "user.name", _title, phone="title"),
        Column("unit", _("Unit"), "unit.name", order=("unit__name",), css="nw", phone="sub"),
        Column("reds", _("Turned red"), "reds_counted", css="r num"),
        Column("opened", _("On the list since"), "opened_at", order=("opened_at",), phone="hidden",
               css="nw"),
        Column("due_on", _("Decide by"), lambda row: row.owed and row.owed.due_on, _due,
               phone="below", css="nw"),
        Column("outcome", _("Outcome"),
               lambda row: row.get_ended_as_display() if row.ended_at else "", _outcome,
               phone="end", css="nw"),
    ]  # fmt: skip
    order = "-opened"
    empty = Empty(_("Nobody here"), _("Who had a first red stands here to be decided about."),
                  "clock")  # fmt: skip

    def rows(self) -> TalkPromptQuerySet:
        return TalkPrompt.objects.visible_to(self.user, at=self.now)

    def with_columns(self, rows: TalkPromptQuerySet) -> TalkPromptQuerySet:
        return rows.for_rows()

    def with_facts(self, rows: list[TalkPrompt]) -> Sequence[TalkPrompt]:
        return with_owed(rows, now=self.now)
