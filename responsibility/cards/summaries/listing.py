"""The office's list of what recipients answered and summed up."""

from datetime import datetime

from django.db.models import Count, F, Q
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pages.lamp import Lamp
from pages.listing.column import Column
from pages.listing.empty import Empty
from pages.listing.filters import Choice, ListFilter, Search
from pages.listing.listing import Listing
from pages.listing.tab import Tab
from pages.quarter import Quarter
from pages.templatetags.look import day, ring, word
from responsibility.cards.summaries.models import CardSummary, CardSummaryQuerySet

QUARTERS = 6
ANSWERED = {
    "all": (_("all lines"), Q(answered=F("on_it"))),
    "some": (_("some lines"), Q(answered__gt=0, answered__lt=F("on_it"))),
    "none": (_("no line"), Q(answered=0)),
}


def with_answers(rows: CardSummaryQuerySet) -> CardSummaryQuerySet:
    """Rows with the lines of their card (`on_it`) and how many of them have an answer
    (`answered`)."""
    answered = Q(card__lines__answers__isnull=False)
    return rows.annotate(
        on_it=Count("card__lines", distinct=True),
        answered=Count("card__lines", filter=answered, distinct=True),
    )


class SummaryFilter(ListFilter):
    q = Search(method="called", hint=_("Number, name or unit"))
    quarter = Choice(
        label=_("Quarter"), choices=[], empty_label=_("All quarters"), method="of_quarter"
    )
    lines = Choice(
        label=pgettext_lazy("card", "Answered"),
        choices=[(code, label) for code, (label, _rows) in ANSWERED.items()],
        empty_label=_("Whatever is answered"), method="so_far_answered",
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        running = Quarter.at(self.request.now)
        some = [running.shifted(-back) for back in range(QUARTERS)]
        self.filters["quarter"].extra["choices"] = [
            (str(quarter), quarter.name) for quarter in some
        ]

    def called(self, rows: CardSummaryQuerySet, name: str, typed: str) -> CardSummaryQuerySet:
        return rows.called(typed) | rows.filter(unit__name__icontains=typed)

    def of_quarter(self, rows: CardSummaryQuerySet, name: str, typed: str) -> CardSummaryQuerySet:
        quarter = Quarter.parse(typed)
        of_issue = {"year": quarter.year, "quarter_number": quarter.number}
        return rows.filter(**{f"card__issue__{name}": value for name, value in of_issue.items()})

    def so_far_answered(
        self, rows: CardSummaryQuerySet, name: str, typed: str
    ) -> CardSummaryQuerySet:
        matching = with_answers(rows).filter(ANSWERED[typed][1])
        return rows.filter(pk__in=matching.values("pk"))


def _lamp(row: CardSummary, now: datetime):
    return ring(row.lamp_now, row.done, row.required, "ring--s", row.colours)


def _whose(row: CardSummary, now: datetime):
    return format_html(
        '<a class="tb__t" href="{}">{}</a><div class="xs mut">{} · {}</div>',
        row.get_absolute_url(), row.card.addressee, row.card.unit_name, row.card.post_title,
    )  # fmt: skip


def _late(listing: Listing) -> Q:
    return Q(fulfilled_at=None, exempt=False, late_at__lte=listing.now) | Q(
        fulfilled_at__gte=F("late_at")
    )


def _of_confirmed(name: str):
    """A column of the summary as it was confirmed; drafts are the writers' own."""
    return lambda row: getattr(row, name) if row.fulfilled_at else ""


class SummaryListing(Listing):
    """The cards of the county with what was answered and summed up."""

    name, title = "card-summaries", _("Quarterly summaries")
    lead = _("What recipients of reminder cards answered, and how they summed up the quarter")
    filters = SummaryFilter
    tabs = [
        Tab("", _("All"), Q()),
        Tab("open", _("To come"), Q(fulfilled_at=None, exempt=False)),
        Tab("confirmed", _("Confirmed"), Q(fulfilled_at__isnull=False)),
        Tab("late", _("Late"), _late),
    ]
    columns = [
        Column("lamp", _("Lamp"), lambda row: word(row.lamp_now), _lamp, phone="lamp"),
        Column("number", _("Number"), "card.number", order=("card__number",), css="nw num"),
        Column("whose", _("Recipient"), "card.addressee", _whose,
               order=("unit__order_key", "post__position"), phone="title"),
        Column("unit", _("Unit"), "card.unit_name", only="file"),
        Column("post", _("Post"), "card.post_title", only="file"),
        Column("lines", _("Lines"), "on_it", only="file"),
        Column("answered", pgettext_lazy("card", "Answered"), "answered",
               lambda row, now: f"{row.answered}/{row.on_it}", css="r nw", phone="end"),
        Column("due_on", _("Deadline"), "due_on", lambda row, now: day(row.due_on, now),
               order=("late_at",), phone="below", css="nw"),
        Column("confirmed", _("Confirmed on"), "fulfilled_at", order=("fulfilled_at",), css="nw"),
        Column("rule", _("Rule made"), _of_confirmed("rule_made")),
        Column("outcome", _("What came of it"), _of_confirmed("outcome"), only="file"),
        Column("figure", _("Figure"), _of_confirmed("figure_words")),
        Column("text", _("Summary of the quarter"), _of_confirmed("text"), only="file"),
    ]  # fmt: skip
    order = "-number"
    empty = Empty(
        _("No summary yet"),
        _("Each issued card has one: it is due some days into the next quarter."),
        "report",
    )

    def rows(self) -> CardSummaryQuerySet:
        return CardSummary.objects.visible_to(self.user, at=self.now).read_by(
            self.user, at=self.now
        )

    def with_columns(self, rows: CardSummaryQuerySet) -> CardSummaryQuerySet:
        return with_answers(rows.for_rows(now=self.now))

    def row_css(self, row: CardSummary) -> str:
        return "is-late" if row.lamp_now == Lamp.RED else ""
