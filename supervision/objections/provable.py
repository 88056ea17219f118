"""What the platform itself can prove about what is contested (平台可证): whom it told, whether that
arrived, what was recorded, and when it could not be used."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from alerts.proof.notice import Notice, Proof
from alerts.workdays.models import Outage
from pages.templatetags.look import day, instant
from responsibility.owed.models import OwedByPost


class Provable(NamedTuple):
    """A fact with its instant; `weighs` for the objector: the notice did not arrive, an outage."""

    at: datetime
    text: str
    weighs: bool = False


def provable(deadline: OwedByPost, *, now: datetime) -> list[Provable]:
    """The facts about `deadline`, the oldest first."""
    notices = Proof.of(deadline, now=now).notices
    facts = [fact for notice in notices for fact in _of_notice(notice, now)]
    if not notices:
        facts.append(Provable(deadline.opens_at, _("no reminder about it was owed"), weighs=True))
    facts += _records(deadline, now)
    facts += _outages(deadline, now)
    return sorted(facts)


def _of_notice(notice: Notice, now: datetime) -> Iterator[Provable]:
    about = {"stage": notice.stage, "who": notice.who}
    if notice.shown_at:
        if notice.read_at:
            words = _("“%(stage)s” in the inbox of %(who)s, read %(when)s")
            about["when"] = instant(notice.read_at, now)
        else:
            words = _("“%(stage)s” in the inbox of %(who)s, not read")
        yield Provable(notice.shown_at, words % about, weighs=not notice.read_at)
    for way in notice.ways:
        about |= {"channel": way.channel, "state": way.state}
        words = _("“%(stage)s” to %(who)s by %(channel)s: %(state)s") % about
        if way.reason:
            words += pgettext("between groups", "; ") + str(way.reason.text)
        yield Provable(way.made_at, words, weighs=way.delivered_at is None)
    if not notice.shown_at and not notice.ways:
        yield Provable(notice.owed_at, _("“%(stage)s” to %(who)s: not sent") % about, weighs=True)


def _records(deadline: OwedByPost, now: datetime) -> Iterator[Provable]:
    """What was lodged for a task, counting or not."""
    credits = getattr(deadline, "credits", None)
    if credits is None:
        return
    for credit in credits.select_related("record").order_by("pk"):
        record = credit.record
        words = _("a record of what was done on %(day)s was lodged")
        yield Provable(record.lodged_at, words % {"day": day(record.happened_on, now)})


def _outages(deadline: OwedByPost, now: datetime) -> Iterator[Provable]:
    until = min(now, max(deadline.late_at, deadline.opens_at))
    outages = Outage.objects.in_force().filter(
        county_id=deadline.county_id, starts_at__lt=until, ends_at__gt=deadline.opens_at
    )
    for outage in outages.order_by("starts_at"):
        words = _("the platform could not be used until %(end)s: %(reason)s")
        end = instant(outage.ends_at, now)
        values = {"end": end, "reason": outage.reason}
        yield Provable(outage.starts_at, words % values, weighs=True)
    if not outages:
        yield Provable(until, _("the platform ran without an outage in this time"))
