"""What was logged for a task, in the words of "why this lamp"."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from alerts.proof.explain import Words
from alerts.proof.sentence import Part, clause
from alerts.workdays.calendar import Calendar
from pages.templatetags.look import day
from responsibility.lists.pro_rata import NOTICE, first_deadline
from responsibility.tasks.models import Task

RECORDS, WHOM = "#records", "#whom"


class Logged(NamedTuple):
    """Who logged what counts, and since when it counts."""

    who: str
    counts_at: datetime
    address: str


class Ended(NamedTuple):
    """The verdict by which the newest record counts no longer, and since which day: in words."""

    verdict: str
    since: str


@dataclass(frozen=True)
class TaskWords(Words):
    """`logged`: what counts for the task, in the order in which it counts; `ended`: what does not
    any more, where a verdict ended it last."""

    logged: Sequence[Logged] = ()
    ended: Ended | None = None

    def progress(self, task: Task) -> Part:
        """How far it is, with a link to what is there or to who is missing."""
        if self.ended:
            return self._ended(task, self.ended)
        if not task.done:
            return Part(_("nothing is logged yet"), WHOM if task.counts_people else "")
        counts = {"done": task.done, "need": task.required, "missing": task.required - task.done}
        text = ngettext(
            "%(done)d of %(need)d are logged, %(missing)d is missing",
            "%(done)d of %(need)d are logged, %(missing)d are missing",
            counts["missing"],
        )
        return Part(text % counts, WHOM if task.counts_people else RECORDS)

    def late_progress(self, task: Task) -> Part:
        if self.ended:
            return self._ended(task, self.ended)
        if not task.done:
            return Part(_("nothing is logged"), WHOM if task.counts_people else "")
        counts = {"done": task.done, "need": task.required}
        text = _("%(done)d of %(need)d are logged (late entry)") % counts
        return Part(text, WHOM if task.counts_people else RECORDS)

    def _ended(self, task: Task, ended: Ended) -> Part:
        words = _("%(done)d of %(need)d count, since on %(day)s one was ended (%(verdict)s)")
        said = {"done": task.done, "need": task.required, "day": ended.since}
        return Part(words % {**said, "verdict": ended.verdict}, RECORDS)

    def in_time(self, task: Task, *, due: str, when: str) -> list[Part]:
        return clause(
            _("%(who)s logged %(what)s on %(when)s, before the deadline of %(due)s"),
            due=due,
            when=when,
            **self._who_and_what(task),
        )

    def late(self, task: Task, *, due: str, when: str, days: int, ledger: Part) -> list[Part]:
        pattern = ngettext(
            "%(who)s logged %(what)s on %(when)s, %(days)s day after the deadline of %(due)s; "
            "%(ledger)s",
            "%(who)s logged %(what)s on %(when)s, %(days)s days after the deadline of %(due)s; "
            "%(ledger)s",
            days,
        )
        said = self._who_and_what(task)
        return clause(pattern, due=due, when=when, days=str(days), ledger=ledger, **said)

    def too_late(self, task: Task, *, due: str, when: str, closed: str) -> list[Part]:
        return clause(
            _("it was due on %(due)s, and late entry closed on %(closed)s; what was logged on "
              "%(when)s %(came)s"),
            due=due,
            closed=closed,
            when=when,
            came=Part(_("came after that and does not turn the lamp"), RECORDS),
        )  # fmt: skip

    def _who_and_what(self, task: Task) -> dict[str, Part]:
        """Who logged what reached the required count, with a link to it."""
        reached = [one for one in self.logged if one.counts_at == task.fulfilled_at]
        what = Part(pgettext("logged", "it"), RECORDS)
        if task.required > 1:
            what = Part(_("the last of %(need)d") % {"need": task.required}, RECORDS)
        if not reached:
            return {"who": Part(pgettext("who logged", "Someone")), "what": what}
        return {"who": Part(reached[0].who), "what": what._replace(address=reached[0].address)}


def share_in_words(task: Task, calendar: Calendar, *, now: datetime) -> str:
    """Why a task of a post that joined within its period asks less, or is due later; "" where it
    does neither."""
    since = day(task.owed_from, now)
    asked, whole = task.required, task.item.required
    less = not task.counts_people and asked < whole
    later = task.due_on == first_deadline(since=task.owed_from, calendar=calendar)
    if not (less or later):
        return ""
    said = [_("the post owes its list from %(day)s on") % {"day": since}]
    if less:
        share = _("pro rata it asks %(asked)d instead of %(whole)d")
        said.append(share % {"whole": whole, "asked": asked})
    if later:
        said.append(_("its first deadline is %(days)d working days after that") % {"days": NOTICE})
    return pgettext("between parts of a clause", ", ").join(said)
