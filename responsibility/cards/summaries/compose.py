"""The summary as the platform drafts it: from the quarter's records, tasks and answered lines."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pages.lamp import Lamp
from responsibility.cards.answers.lines import AnsweredLine
from responsibility.cards.answers.words import in_words
from responsibility.cards.summaries.models import CardSummary, Outcome
from responsibility.organisation.posts.in_office import InOffice
from responsibility.records.models import DutyRecord
from responsibility.tasks.models import Task

LONGEST = Outcome._meta.get_field("text").max_length


def drafted(summary: CardSummary, lines: Sequence[AnsweredLine], *, now: datetime) -> str:
    """The draft for a summary that nobody has written yet; `lines` are those of the card."""
    parts = [_of_records(summary), _of_tasks(summary, now), *map(_of_line, lines)]
    return "\n".join(filter(None, parts))[:LONGEST]


def days_of(summary: CardSummary) -> tuple[date, date]:
    """The first and last day of the quarter on which its recipient was in the post."""
    quarter, card = summary.card.issue.quarter, summary.card
    first, last = quarter.start, quarter.end - timedelta(days=1)
    terms = InOffice.of({card.post_id}).within(card.post_id, first, last)
    began = [term.period.lower for term in terms if term.user_id == card.holder_id]
    return max(first, min(began, default=first)), last


def _of_records(summary: CardSummary) -> str:
    first, last = days_of(summary)
    count = DutyRecord.objects.in_force().filter(
        post=summary.post_id, happened_on__gte=first, happened_on__lte=last
    ).count()  # fmt: skip
    words = ngettext(
        "In %(quarter)s %(count)d record of duties was lodged.",
        "In %(quarter)s %(count)d records of duties were lodged.",
        count,
    )
    return words % {"quarter": summary.card.issue.quarter.name, "count": count}


def _of_tasks(summary: CardSummary, now: datetime) -> str:
    """What was due while the recipient was in the post."""
    first, last = days_of(summary)
    rows = Task.objects.filter(post=summary.post_id, due_on__gte=first, due_on__lte=last)
    lamps = Counter(rows.opened(now=now).with_lamp(now=now).values_list("lamp_now", flat=True))
    due = sum(n for lamp, n in lamps.items() if lamp != Lamp.EXEMPT)
    if not due:
        return ""
    words = _(
        "Of %(due)d duties due, %(in_time)d were met in time and %(late)d later; %(open)d are open."
    )
    in_time, late = lamps[Lamp.GREEN], lamps[Lamp.ORANGE]
    return words % {
        "due": due, "in_time": in_time, "late": late, "open": due - in_time - late,
    }  # fmt: skip


def _of_line(one: AnsweredLine) -> str:
    return _("%(number)d. %(line)s: %(answer)s") % {
        "number": one.line.position,
        "line": one.line,
        "answer": in_words(one.answer) if one.answer else _("not answered"),
    }
