"""Publishing a draw, and drawing (抽取; edge case 58, feature 14)."""

import secrets
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from pages.days import day_of, midnight
from pages.refused import Refused
from pages.words import fitting
from responsibility.organisation.document_numbers import take_numbers
from responsibility.organisation.people.models import User
from responsibility.organisation.relations.acts import urging_posts
from responsibility.organisation.standing import standing_of
from responsibility.records.models import DutyRecord
from supervision.checks.draws.models import CheckDraw, DrawPlace
from supervision.checks.draws.selection import Place, fewest, fingerprint, frame_text
from supervision.checks.open import write_check
from supervision.checks.records import checkable
from supervision.checks.states import Act

SERIES = "draw"
MOST = 2000  # records of a frame


@transaction.atomic
def publish_draw(
    *,
    by: Actor,
    now: datetime,
    nonce: UUID,
    title: str,
    first_on: date,
    last_on: date,
    size: int,
    floor: int,
    cap: int,
    draws_on: date,
) -> CheckDraw:
    """Publish a draw of records lodged from `first_on` to `last_on` in the units that the person
    supervises: its frame and the hashes of frame and seed. Nobody is shown the seed. The same
    nonce publishes once.

    Raises:
        PermissionDenied: the person supervises no unit.
        Refused: a day or a number will not do, or there is nothing to draw from.
    """
    User.objects.select_for_update(no_key=True).get(pk=by.user.pk)  # a second tap waits here
    if first := CheckDraw.objects.filter(made_by=by.user, nonce=nonce).first():
        return first
    post = min(urging_posts(standing_of(by.user, at=now)), default=None)
    if post is None:
        raise PermissionDenied(_("Only who supervises units draws their records."))
    _check_days(first_on, last_on, draws_on, today=day_of(now))
    rows = _frame(by, first_on=first_on, last_on=last_on, now=now)
    places = [Place(record, unit) for record, unit, _county in rows]
    _check_numbers(places, size=size, floor=floor, cap=cap)
    draw = CheckDraw(
        title=fitting(title, of=CheckDraw, field="title", missing=_("Give it a title.")),
        **{"first_on": first_on, "last_on": last_on, "draws_on": draws_on},
        **{"size": size, "floor": floor, "cap": cap},
        **{"made_by": by.user, "made_in_id": post, "made_at": now, "nonce": nonce},
    )
    _seal(draw, places, county_id=rows[0][2], year=day_of(now).year)
    DrawPlace.objects.bulk_create(
        DrawPlace(draw=draw, record_id=place.record, unit_id=place.unit) for place in places
    )
    hashes = {"seed_sha256": draw.seed_hash, "frame_sha256": draw.frame_hash}
    after = {"records": len(places), "size": size, "draws_on": draws_on, **hashes}
    record_audit(by=by, now=now, action="draw.publish", about=draw, post_id=post, after=after)
    return draw


def _seal(draw: CheckDraw, places: list[Place], *, county_id: int, year: int) -> None:
    """Give it its number, its seed and the hashes, and save it."""
    draw.county_id, draw.year = county_id, year
    draw.number = take_numbers(county_id=county_id, year=year, kind=SERIES)[0]
    draw.seed = secrets.token_hex(32)
    draw.seed_hash = fingerprint(draw.seed)
    draw.frame_hash = fingerprint(frame_text(places))
    draw.save()


def _frame(
    by: Actor, *, first_on: date, last_on: date, now: datetime
) -> list[tuple[int, int, int]]:
    """Record, unit and county of what may be drawn; of one county, the person's."""
    lodged = Q(lodged_at__gte=midnight(first_on), lodged_at__lt=midnight(_next(last_on)))
    rows = checkable(by.user, at=now).filter(lodged).values_list("pk", "unit", "county_id")
    frame = list(rows.order_by("unit", "pk")[: MOST + 1])
    if not frame:
        raise Refused(_("No record of these days is left to be checked."), field="first_on")
    if len(frame) > MOST:
        raise Refused(_("Choose fewer days: a draw has at most 2000 records."), field="first_on")
    return frame


def _next(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)


def _check_days(first_on: date, last_on: date, draws_on: date, *, today: date) -> None:
    if last_on < first_on:
        raise Refused(_("The last day is before the first."), field="last_on")
    if draws_on <= today:
        raise Refused(_("It is drawn after today: the units see it first."), field="draws_on")
    if (draws_on - today).days > 92:
        raise Refused(_("Draw within a quarter."), field="draws_on")


def _check_numbers(places: list[Place], *, size: int, floor: int, cap: int) -> None:
    if cap < floor:
        raise Refused(_("At most as many as at least, or more."), field="cap")
    if size > len(places):
        words = {"count": len(places)}
        raise Refused(_("There are only %(count)d records.") % words, field="size")
    if size < (needed := fewest(places, floor=floor)):
        words = {"count": needed}
        raise Refused(_("So many from each unit need %(count)d at least.") % words, field="size")


def may_draw(draw: CheckDraw, user, *, at: datetime) -> bool:
    """Whether the person is of the body that published it."""
    return draw.made_in_id in urging_posts(standing_of(user, at=at))


def lock_draw(draw_id: int, *, by: Actor, now: datetime) -> CheckDraw:
    """The draw, locked. Raises CheckDraw.DoesNotExist where it is not visible to the person."""
    visible = CheckDraw.objects.visible_to(by.user, at=now)
    return visible.select_for_update(of=("self",), no_key=True).get(pk=draw_id)


@transaction.atomic
def draw_records(*, by: Actor, now: datetime, draw_id: int) -> CheckDraw:
    """Draw: the seed is disclosed, the rule selects, and each drawn record that still counts gets a
    spot check. Drawn once: a second tap finds it drawn.

    Raises:
        CheckDraw.DoesNotExist: there is none, or it is not visible to the person.
        PermissionDenied: it is another body's.
        Refused: its day has not come, or it is withdrawn.
    """
    draw = lock_draw(draw_id, by=by, now=now)
    if not may_draw(draw, by.user, at=now):
        raise PermissionDenied(_("Only the body that published it draws."))
    if draw.drawn_at:
        return draw
    if draw.withdrawn_at:
        raise Refused(_("It is withdrawn."))
    if day_of(now) < draw.draws_on:
        raise Refused(_("Its day has not come."))
    draw.drawn_by, draw.drawn_at = by.user, now
    draw.save(update_fields=["drawn_by", "drawn_at"])
    order = draw.redone()
    places = {place.record_id: place for place in draw.places.filter(record__in=order)}
    for turn, record_id in enumerate(order, start=1):
        places[record_id].turn = turn
    DrawPlace.objects.bulk_update(places.values(), ["turn"])
    after = {"drawn": len(order)}
    record_audit(
        by=by, now=now, action="draw.draw", about=draw, post_id=draw.made_in_id, after=after
    )
    _open_checks(draw, order, by=by, now=now)
    return draw


def _open_checks(draw: CheckDraw, order: list[int], *, by: Actor, now: datetime) -> None:
    """A spot check of each that still counts and is in nobody's hands yet."""
    rows = DutyRecord.objects.filter(pk__in=order, checked_at=None).in_force().order_by("pk")
    locked = rows.select_for_update(of=("self",), no_key=True)
    records = {record.pk: record for record in locked}
    for turn, record_id in enumerate(order, start=1):
        if record_id in records:
            write_check(
                records[record_id], by=by, now=now, post_id=draw.made_in_id, act=Act.DRAW,
                draw=draw, turn=turn,
            )  # fmt: skip
