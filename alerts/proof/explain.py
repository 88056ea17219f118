"""Why this lamp: one sentence with links to the facts (architecture 8).

Pure: a deadline's own columns, what was done for it, and what was decided about it. Which case
holds is asked of the lamp rule alone; what was done each kind says in its own words.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from alerts.deadlines.models import Deadline
from alerts.decisions.models import Extension
from alerts.decisions.shifts import Shift
from alerts.lamps.rule import Hold, lamp_for
from alerts.proof.red import about_the_red
from alerts.proof.sentence import EXTENSIONS, LEDGER, Part, clause, semicolon, sentence
from alerts.proof.shifted import about_shifts
from pages.days import day_of
from pages.lamp import Lamp
from pages.templatetags.look import day, day_week, days_left, instant


class Words:
    """How a kind of deadline says what was done for it. `due` and `when` are said already."""

    def progress(self, deadline: Deadline) -> Part:
        """How far it is, while it can still be done in time."""
        raise NotImplementedError

    def late_progress(self, deadline: Deadline) -> Part:
        """How far it is, past the deadline."""
        raise NotImplementedError

    def in_time(self, deadline: Deadline, *, due: str, when: str) -> list[Part]:
        """Who did what before the deadline."""
        raise NotImplementedError

    def late(
        self, deadline: Deadline, *, due: str, when: str, days: int, ledger: Part
    ) -> list[Part]:
        """Who did what so many days after it; `ledger`: that it was red stays there."""
        raise NotImplementedError

    def too_late(self, deadline: Deadline, *, due: str, when: str, closed: str) -> list[Part]:
        """That what was done came after late entry closed."""
        raise NotImplementedError

    def called_off(self, *, on: str, reason: str) -> list[Part]:
        """That somebody decided that nothing is owed."""
        return clause(
            _("nothing is owed: exempted on %(day)s because of “%(reason)s”"),
            day=on,
            reason=reason,
        )


@dataclass(frozen=True)
class Circumstances:
    """What is known of a deadline beside its own columns.

    `words` say what was done for it. `asked_at`: when the open extension was asked for; `decided`:
    the newest that is decided. `exempt_at`, `exempt_reason`: the exemption in force;
    `post_closed_on`: the day from which its post is closed, if that made it exempt. `nominal_on`:
    the day it would be due but for days off, and `day_off`: what that day is called, if anything.
    `nominal_works`: that is a working day again, its closure or notice was taken back.
    `proof`: where the proof of notice stands; `told_at`: when somebody was first told, None where
    nobody was by the deadline.
    `shifts`: how its times changed by what holds for many, the newest first.
    `answered`: a clause that names who answered for it on the day that decides its lamp. `share`:
    one that says why it asks less, or is due later, than others of its kind.
    """

    words: Words
    asked_at: datetime | None = None
    decided: Extension | None = None
    exempt_at: datetime | None = None
    exempt_reason: str = ""
    post_closed_on: date | None = None
    nominal_on: date | None = None
    day_off: str = ""
    nominal_works: bool = False
    proof: str = ""
    told_at: datetime | None = None
    answered: str = ""
    share: str = ""
    shifts: Sequence[Shift] = ()


def explain(deadline: Deadline, known: Circumstances, *, now: datetime) -> list[Part]:
    """Why `deadline` has its lamp at the aware instant `now`, as the parts of one sentence."""
    lamp = lamp_for(deadline.facts, now=now)
    main = CASES[lamp](deadline, known, now)
    clauses = [main]
    if lamp != Lamp.EXEMPT:
        share = [[Part(known.share)]] if known.share else []
        clauses += [*share, *_about_the_day(deadline, known, now)]
    if lamp in (Lamp.RED, Lamp.ORANGE):
        holds = deadline.hold == Hold.EXTENSION_ASKED
        clauses[1:1] = about_the_red(
            proof=known.proof, told_at=known.told_at, answered=known.answered,
            asked_at=None if holds else known.asked_at, still=lamp == Lamp.RED, now=now,
        )  # fmt: skip
    return sentence(clauses)


def _unlit(deadline: Deadline, known: Circumstances, now: datetime) -> list[Part]:
    if deadline.hold == Hold.EXTENSION_ASKED:
        return _held(deadline, known, now)
    return clause(
        _("it is due on %(due)s and turns yellow on %(warns)s; %(progress)s"),
        due=_due(deadline, now),
        warns=day(day_of(deadline.warns_at), now),
        progress=known.words.progress(deadline),
    )


def _yellow(deadline: Deadline, known: Circumstances, now: datetime) -> list[Part]:
    if deadline.hold == Hold.EXTENSION_ASKED:
        return _held(deadline, known, now)
    if deadline.hold == Hold.IN_CORRECTION and now < deadline.held_until:
        return clause(
            _("a record was found insufficient; until %(until)s it can be made good, and the lamp "
              "does not turn red"),
            until=_instant(deadline.held_until, now),
        )  # fmt: skip
    return clause(
        _("it is due on %(due)s, %(left)s; %(progress)s"),
        due=_due(deadline, now),
        left=days_left(deadline.late_at, now),
        progress=known.words.progress(deadline),
    )


def _held(deadline: Deadline, known: Circumstances, now: datetime) -> list[Part]:
    asked = _("an extension was asked for on %(day)s") % {
        "day": day(day_of(known.asked_at or deadline.held_since), now)
    }
    return clause(
        _("%(asked)s; until it is decided the clock stands still and the lamp does not turn red"),
        asked=Part(asked, EXTENSIONS),
    )


def _green(deadline: Deadline, known: Circumstances, now: datetime) -> list[Part]:
    when = _instant(deadline.fulfilled_at, now)
    return known.words.in_time(deadline, due=_due(deadline, now), when=when)


def _orange(deadline: Deadline, known: Circumstances, now: datetime) -> list[Part]:
    late = (day_of(deadline.fulfilled_at) - _last_of(deadline.late_at)).days
    stays = _("that it was red stays in the ledger")
    if deadline.colours == 3:
        stays = _("so the green is hatched, and that it was red stays in the ledger")
    return known.words.late(
        deadline,
        due=_due(deadline, now),
        when=_instant(deadline.fulfilled_at, now),
        days=late,
        ledger=Part(stays, LEDGER),
    )


def _red(deadline: Deadline, known: Circumstances, now: datetime) -> list[Part]:
    due = _due(deadline, now)
    if deadline.fulfilled_at:
        return known.words.too_late(
            deadline,
            due=due,
            when=_instant(deadline.fulfilled_at, now),
            closed=day(_last_of(deadline.closes_at), now),
        )
    progress = known.words.late_progress(deadline)
    main = clause(_("it was due on %(due)s; %(progress)s"), due=due, progress=progress)
    return main + _closing(deadline, now)


def _closing(deadline: Deadline, now: datetime) -> list[Part]:
    """Until when a late entry still turns a red lamp."""
    if deadline.closes_at is None:
        return []
    closing = {"day": day(_last_of(deadline.closes_at), now)}
    if deadline.closes_at <= now:
        return [semicolon(), Part(_("late entry closed on %(day)s, so it stays red") % closing)]
    return [semicolon(), Part(_("late entry is open until %(day)s") % closing)]


def _exempt(deadline: Deadline, known: Circumstances, now: datetime) -> list[Part]:
    if known.post_closed_on:
        closed_on = day(known.post_closed_on, now)
        return [Part(_("nothing is owed: the post is closed from %(day)s") % {"day": closed_on})]
    if known.exempt_at is None:
        return [Part(_("nothing is owed: it is exempt"))]
    on = day(day_of(known.exempt_at), now)
    return known.words.called_off(on=on, reason=known.exempt_reason)


CASES = {
    Lamp.UNLIT: _unlit, Lamp.YELLOW: _yellow, Lamp.GREEN: _green, Lamp.RED: _red,
    Lamp.ORANGE: _orange, Lamp.EXEMPT: _exempt,
}  # fmt: skip


def _about_the_day(deadline: Deadline, known: Circumstances, now: datetime) -> list[list[Part]]:
    """Why the day is not the one the list names, and whether it may still move."""
    clauses = []
    if known.nominal_on and known.nominal_on < deadline.due_on:
        nominal = day_week(known.nominal_on, now)
        pattern = _("%(nominal)s is a day off (%(name)s), so it moved to the next working day")
        if known.nominal_works:
            pattern = _("%(nominal)s was a day off when it moved, and it stays where it is")
        elif not known.day_off:
            pattern = _("%(nominal)s is a day off, so it moved to the next working day")
        clauses.append(clause(pattern, nominal=nominal, name=known.day_off))
    clauses += about_shifts(known.shifts, deadline, now=now)
    if known.decided and (known.decided.granted or not deadline.fulfilled_at):
        clauses.append(_decided(known.decided, now))
    if deadline.provisional and deadline.fulfilled_at is None:
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


def _due(deadline: Deadline, now: datetime) -> str:
    return day_week(deadline.due_on, now)


def _last_of(end: datetime) -> date:
    """The last day before the instant `end`."""
    return day_of(end - timedelta(microseconds=1))
