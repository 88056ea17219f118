"""What becomes of what a post owes where its holder leaves: tasks, demands, and their requests."""

from datetime import date

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alerts.deadlines.readers import grouped, lamp_counts
from alerts.decisions.models import Extension
from pages.lamp import Lamp
from pages.templatetags.look import day
from responsibility.organisation.posts.leaving import Change, Leaving
from responsibility.owed.across import owed_models
from responsibility.owed.models import OwedQuerySet

IN_TIME = {Lamp.UNLIT, Lamp.YELLOW}
OPEN_STILL = Q(fulfilled_at=None, exempt=False)


def changes_of_owed(leaving: Leaving) -> list[Change]:
    """What is open, overdue and done of every kind owed that passes on, and the extensions asked
    for.

    A lamp is of who was in the post on its day (posts.in_office): nothing moves to a successor but
    what can still be done in time.
    """
    models = [model for model in owed_models() if model.passes_on]
    kinds = [_rows(model.objects.all(), leaving) for model in models]
    by_then = [rows.filter(due_on__lte=leaving.last_on) for rows in kinds]
    lamps = {lamp: n for (lamp,), n in lamp_counts(by_then, now=leaving.now).items()}
    still_open = OPEN_STILL & Q(due_on__gt=leaving.last_on)
    later = grouped(
        kinds, "post_id",
        passing=lambda model: Count("pk", filter=still_open),
        done=lambda model: Count("pk", filter=Q(fulfilled_at__isnull=False)),
    )  # fmt: skip
    passing = done = 0
    for _post, still_to_come, fulfilled in later:
        passing, done = passing + still_to_come, done + fulfilled
    changes = [
        _open(leaving, sum(lamps.get(lamp, 0) for lamp in IN_TIME), passing),
        _red(leaving, lamps.get(Lamp.RED, 0)),
        _done(leaving, done),
        _asked(leaving, Extension.objects.about(*kinds).waiting().count()),
    ]
    return [one for one in changes if one]


def _rows(rows: OwedQuerySet, leaving: Leaving) -> OwedQuerySet:
    """What the post owes, of the days of the one who leaves, or still to come."""
    own = {"post": leaving.post, "due_on__gte": leaving.period.lower}
    return rows.filter(**own).opened(now=leaving.now)


def _open(leaving: Leaving, in_time: int, passing: int) -> Change | None:
    if not in_time + passing:
        return None
    words = {"person": leaving.person, "next": leaving.next_one}
    after = []
    if passing:
        after.append(_falls_later(passing, leaving.last_on, words, leaving))
    if in_time:
        after.append(_falls_before(in_time, leaving.last_on, words, leaving))
    return Change(_("Open tasks"), _tasks(in_time + passing), " ".join(after))


def _falls_later(count: int, last_on: date, words: dict, leaving: Leaving) -> str:
    text = ngettext(
        "%(next)s takes over %(count)d that falls due after %(day)s.",
        "%(next)s takes over %(count)d that fall due after %(day)s.",
        count,
    )
    return text % {"count": count, "day": day(last_on, leaving.now), **words}


def _falls_before(count: int, last_on: date, words: dict, leaving: Leaving) -> str:
    text = ngettext(
        "%(count)d falls due by %(day)s: not done by then it stays with %(person)s.",
        "%(count)d fall due by %(day)s: not done by then they stay with %(person)s.",
        count,
    )
    return text % {"count": count, "day": day(last_on, leaving.now), **words}


def _red(leaving: Leaving, count: int) -> Change | None:
    if not count:
        return None
    after = _(
        "Stays with %(person)s, who was in the post on the day. %(next)s may still make it up; "
        "that it was overdue stays."
    )
    words = {"person": leaving.person, "next": leaving.next_one}
    return Change(_("Overdue"), _tasks(count), after % words)


def _done(leaving: Leaving, count: int) -> Change | None:
    after = _("Stays with %(person)s.") % {"person": leaving.person}
    return Change(_("Fulfilled"), _tasks(count), after) if count else None


def _asked(leaving: Leaving, count: int) -> Change | None:
    if not count:
        return None
    said = ngettext("%(count)d waits for a decision", "%(count)d wait for a decision", count)
    after = _("Decided by the same people, for %(next)s.") % {"next": leaving.next_one}
    return Change(_("Extensions asked for"), said % {"count": count}, after)


def _tasks(count: int) -> str:
    return ngettext("%(count)d task", "%(count)d tasks", count) % {"count": count}
