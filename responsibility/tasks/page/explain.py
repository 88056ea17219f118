"""Why this lamp: one sentence with links to the facts (architecture 8).

Pure: a task's own columns, what was logged for it, and what was decided about it. Which case
holds is asked of the lamp rule alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from alerts.lamps.rule import Hold, lamp_for
from pages.days import day_of
from pages.lamp import Lamp
from pages.templatetags.look import day, day_week, days_left, instant
from responsibility.tasks.decisions import Extension
from responsibility.tasks.models import Task
from responsibility.tasks.page.sentence import Part, clause, semicolon, sentence

RECORDS, LEDGER, EXTENSIONS, WHOM = "#records", "#ledger", "#extensions", "#whom"


class Logged(NamedTuple):
    """Who logged what counts, and since when it counts."""

    who: str
    counts_at: datetime
    address: str


@dataclass(frozen=True)
class Circumstances:
    """What is known of a task beside its own columns.

    `logged`: what counts for it, in the order in which it counts. `asked_at`: when the open
    extension was asked for; `decided`: the newest that is decided. `exempt_at`, `exempt_reason`:
    the exemption in force; `post_closed_on`: the day from which its post is closed, if that made
    it exempt. `nominal_on`: the day it would be due but for days off, and `day_off`: what that
    day is called, if anything. `untold`: where the proof of notice stands, if it turned red
    although nobody had been told of it.
    """

    logged: Sequence[Logged] = ()
    asked_at: datetime | None = None
    decided: Extension | None = None
    exempt_at: datetime | None = None
    exempt_reason: str = ""
    post_closed_on: date | None = None
    nominal_on: date | None = None
    day_off: str = ""
    untold: str = ""


def explain(task: Task, known: Circumstances, *, now: datetime) -> list[Part]:
    """Why `task` has its lamp at the aware instant `now`, as the parts of one sentence."""
    lamp = lamp_for(task.facts, now=now)
    main = CASES[lamp](task, known, now)
    clauses = [main, *_about_the_day(task, known, now)] if lamp != Lamp.EXEMPT else [main]
    if lamp == Lamp.RED and known.untold:
        clauses.insert(1, [Part(_("no reminder was delivered before it turned red"), known.untold)])
    return sentence(clauses)


def _unlit(task: Task, known: Circumstances, now: datetime) -> list[Part]:
    if task.hold == Hold.EXTENSION_ASKED:
        return _held(task, known, now)
    return clause(
        _("it is due on %(due)s and turns yellow on %(warns)s; %(progress)s"),
        due=_due(task, now),
        warns=day(day_of(task.warns_at), now),
        progress=_progress(task),
    )


def _yellow(task: Task, known: Circumstances, now: datetime) -> list[Part]:
    if task.hold == Hold.EXTENSION_ASKED:
        return _held(task, known, now)
    if task.hold == Hold.IN_CORRECTION and now < task.held_until:
        return clause(
            _("a record was found insufficient; until %(until)s it can be made good, and the lamp "
              "does not turn red"),
            until=_instant(task.held_until, now),
        )  # fmt: skip
    return clause(
        _("it is due on %(due)s, %(left)s; %(progress)s"),
        due=_due(task, now),
        left=days_left(task.late_at, now),
        progress=_progress(task),
    )


def _held(task: Task, known: Circumstances, now: datetime) -> list[Part]:
    asked = _("an extension was asked for on %(day)s") % {
        "day": day(day_of(known.asked_at or task.held_since), now)
    }
    return clause(
        _("%(asked)s; until it is decided the clock stands still and the lamp does not turn red"),
        asked=Part(asked, EXTENSIONS),
    )


def _green(task: Task, known: Circumstances, now: datetime) -> list[Part]:
    return clause(
        _("%(who)s logged %(what)s on %(when)s, before the deadline of %(due)s"),
        due=_due(task, now),
        when=_instant(task.fulfilled_at, now),
        **_who_and_what(task, known),
    )


def _orange(task: Task, known: Circumstances, now: datetime) -> list[Part]:
    late = (day_of(task.fulfilled_at) - _last_of(task.late_at)).days
    pattern = ngettext(
        "%(who)s logged %(what)s on %(when)s, %(days)s day after the deadline of %(due)s; "
        "%(ledger)s",
        "%(who)s logged %(what)s on %(when)s, %(days)s days after the deadline of %(due)s; "
        "%(ledger)s",
        late,
    )
    stays = _("that it was red stays in the ledger")
    if task.colours == 3:
        stays = _("so the green is hatched, and that it was red stays in the ledger")
    return clause(
        pattern,
        due=_due(task, now),
        when=_instant(task.fulfilled_at, now),
        days=str(late),
        ledger=Part(stays, LEDGER),
        **_who_and_what(task, known),
    )


def _red(task: Task, known: Circumstances, now: datetime) -> list[Part]:
    due = _due(task, now)
    if task.fulfilled_at:
        return clause(
            _("it was due on %(due)s, and late entry closed on %(closed)s; what was logged on "
              "%(when)s %(came)s"),
            due=due,
            closed=day(_last_of(task.closes_at), now),
            when=_instant(task.fulfilled_at, now),
            came=Part(_("came after that and does not turn the lamp"), RECORDS),
        )  # fmt: skip
    main = clause(_("it was due on %(due)s; %(progress)s"), due=due, progress=_late_progress(task))
    return main + _closing(task, now)


def _closing(task: Task, now: datetime) -> list[Part]:
    """Until when a late entry still turns a red lamp."""
    if task.closes_at is None:
        return []
    closing = {"day": day(_last_of(task.closes_at), now)}
    if task.closes_at <= now:
        return [semicolon(), Part(_("late entry closed on %(day)s, so it stays red") % closing)]
    return [semicolon(), Part(_("late entry is open until %(day)s") % closing)]


def _exempt(task: Task, known: Circumstances, now: datetime) -> list[Part]:
    if known.post_closed_on:
        closed_on = day(known.post_closed_on, now)
        return [Part(_("nothing is owed: the post is closed from %(day)s") % {"day": closed_on})]
    if known.exempt_at is None:
        return [Part(_("nothing is owed: it is exempt"))]
    return clause(
        _("nothing is owed: exempted on %(day)s because of “%(reason)s”"),
        day=day(day_of(known.exempt_at), now),
        reason=known.exempt_reason,
    )


CASES = {
    Lamp.UNLIT: _unlit, Lamp.YELLOW: _yellow, Lamp.GREEN: _green, Lamp.RED: _red,
    Lamp.ORANGE: _orange, Lamp.EXEMPT: _exempt,
}  # fmt: skip


def _about_the_day(task: Task, known: Circumstances, now: datetime) -> list[list[Part]]:
    """Why the day is not the one the list names, and whether it may still move."""
    clauses = []
    if known.nominal_on and known.nominal_on < task.due_on:
        nominal = day_week(known.nominal_on, now)
        pattern = _("%(nominal)s is a day off (%(name)s), so it moved to the next working day")
        if not known.day_off:
            pattern = _("%(nominal)s is a day off, so it moved to the next working day")
        clauses.append(clause(pattern, nominal=nominal, name=known.day_off))
    if known.decided and (known.decided.granted or not task.fulfilled_at):
        clauses.append(_decided(known.decided, now))
    if task.provisional and task.fulfilled_at is None:
        clauses.append([Part(_("the day is provisional until the days off are announced"))])
    return clauses


def _decided(extension: Extension, now: datetime) -> list[Part]:
    on = day(day_of(extension.decided_at), now)
    if extension.granted:
        text = _("on %(day)s it was extended from %(was)s")
        values = {"day": on, "was": day(extension.was_due_on, now)}
    else:
        text, values = _("an extension was refused on %(day)s"), {"day": on}
    return [Part(text % values, EXTENSIONS)]


def _instant(value: datetime, now: datetime) -> str:
    return instant(timezone.localtime(value), now)


def _due(task: Task, now: datetime) -> str:
    return day_week(task.due_on, now)


def _last_of(end: datetime) -> date:
    """The last day before the instant `end`."""
    return day_of(end - timedelta(microseconds=1))


def _progress(task: Task) -> Part:
    """How far it is, with a link to what is there or to who is missing."""
    if not task.done:
        return Part(_("nothing is logged yet"), WHOM if task.counts_people else "")
    counts = {"done": task.done, "need": task.required, "missing": task.required - task.done}
    where = WHOM if task.counts_people else RECORDS
    text = ngettext(
        "%(done)d of %(need)d are logged, %(missing)d is missing",
        "%(done)d of %(need)d are logged, %(missing)d are missing",
        counts["missing"],
    )
    return Part(text % counts, where)


def _late_progress(task: Task) -> Part:
    if not task.done:
        return Part(_("nothing is logged"), WHOM if task.counts_people else "")
    where = WHOM if task.counts_people else RECORDS
    counts = {"done": task.done, "need": task.required}
    return Part(_("%(done)d of %(need)d are logged (late entry)") % counts, where)


def _who_and_what(task: Task, known: Circumstances) -> dict[str, Part]:
    """Who logged what reached the required count, with a link to it."""
    reached = [one for one in known.logged if one.counts_at == task.fulfilled_at]
    what = Part(pgettext("logged", "it"), RECORDS)
    if task.required > 1:
        what = Part(_("the last of %(need)d") % {"need": task.required}, RECORDS)
    if not reached:
        return {"who": Part(pgettext("who logged", "Someone")), "what": what}
    return {"who": Part(reached[0].who), "what": what._replace(address=reached[0].address)}
