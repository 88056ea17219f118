"""Opening checkups of one unit or several from a template, each a case of its own (M000-23)."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.reminders.owe import owe_reminders
from pages.days import day_of
from pages.refused import Refused
from pages.words import fitting
from responsibility.organisation.document_numbers import take_numbers
from responsibility.organisation.people.models import User
from responsibility.organisation.posts.models import Post
from responsibility.organisation.relations.answers import principal_post
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit
from supervision.checkups.duties import make_duty, refuse_day
from supervision.checkups.kind import ANNOUNCED, OPENED
from supervision.checkups.log import note
from supervision.checkups.models import Checkup, CheckupDuty
from supervision.checkups.rights import checking_post
from supervision.checkups.states import OPEN_STATES, Act, Purpose, State, Way
from supervision.checkups.tell import tell_unit
from supervision.checkups.template.models import TemplateVersion

SERIES = "checkup"
MOST_UNITS = 60


@transaction.atomic
def open_checkups(
    *,
    by: Actor,
    now: datetime,
    nonce: UUID,
    version_id: int,
    unit_ids: Collection[int],
    way: str,
    due_on: date,
    text: str = "",
) -> list[Checkup]:
    """Open a checkup of each unit by a version of a template in force. The same nonce opens once.

    By the unit: its principal officer's post owes the answers by the end of `due_on`, and is told.
    On site: the own body's post owes the visit by then; the unit is told that it comes.

    Raises:
        Unit.DoesNotExist: one is absent, or not visible to the person.
        PermissionDenied: the person does not supervise one of the units, or it is their own.
        Refused: the template is not in force, nobody answers for a unit, one is open already, or
            the day will not do.
    """
    User.objects.select_for_update(no_key=True).get(pk=by.user.pk)  # a second tap waits here
    if made := list(Checkup.objects.filter(made_by=by.user, nonce=nonce).order_by("pk")):
        return made
    units = _units(unit_ids, by, now)
    posts = _checking_posts(units, by, now)
    version = _version(version_id, units[0].the_county_id, now)
    refuse_day(due_on, now=now)
    text = fitting(text, of=Checkup, field="text")
    heads = _heads(units, now)
    _refuse_twice(units, version)
    checkups = []
    for unit in units:
        act = {"by": by, "now": now, "post_id": posts[unit.pk]}
        checkup = _write(heads[unit.pk], version, way=Way(way), text=text, nonce=nonce, **act)
        _owe(checkup, due_on, **act)
        checkups.append(checkup)
    return checkups


def _units(unit_ids: Collection[int], by: Actor, now: datetime) -> list[Unit]:
    ids = set(unit_ids)
    if not 0 < len(ids) <= MOST_UNITS:
        raise Refused(
            _("Tick one unit at least, and %(most)d at most.") % {"most": MOST_UNITS}, field="units"
        )
    units = list(Unit.objects.visible_to(by.user, at=now).filter(pk__in=ids).in_order())
    if len(units) != len(ids):
        raise Unit.DoesNotExist
    return units


def _checking_posts(units: Sequence[Unit], by: Actor, now: datetime) -> dict[int, int]:
    standing = standing_of(by.user, at=now)
    posts = {unit.pk: checking_post(standing, unit) for unit in units}
    if not all(posts.values()):
        raise PermissionDenied(_("Only who supervises the unit checks it, and nobody their own."))
    return posts


def _version(version_id: int, county_id: int, now: datetime) -> TemplateVersion:
    in_force = TemplateVersion.objects.in_force(on=day_of(now))
    version = in_force.filter(pk=version_id, template__county_id=county_id).first()
    if version is None:
        raise Refused(_("Choose a template that is in force."), field="version")
    return version


def _heads(units: Sequence[Unit], now: datetime) -> dict[int, Post]:
    """The post that answers for each unit."""
    heads = {unit.pk: principal_post(unit, at=now) for unit in units}
    if vacant := [unit.name for unit in units if heads[unit.pk] is None]:
        words = {"units": ", ".join(vacant)}
        raise Refused(_("No post leads these units: %(units)s.") % words, field="units")
    return heads


def _refuse_twice(units: Sequence[Unit], version: TemplateVersion) -> None:
    same = {"version__template": version.template_id, "unit__in": units, "state__in": OPEN_STATES}
    rows = Checkup.objects.filter(**same).select_related("unit").order_by("pk")
    if numbers := ", ".join(f"{row.unit.name} {row.called}" for row in rows):
        words = {"numbers": numbers}
        raise Refused(
            _("One by this template is open already: %(numbers)s.") % words, field="units"
        )


def _write(
    head: Post, version: TemplateVersion, *, way: Way, text: str, nonce: UUID, by: Actor,
    now: datetime, post_id: int,
) -> Checkup:  # fmt: skip
    """Write it under the next number of the county's year."""
    county_id, year = head.unit.the_county_id, day_of(now).year
    return Checkup.objects.create(
        county_id=county_id, year=year,
        number=take_numbers(county_id=county_id, year=year, kind=SERIES)[0],
        version=version, unit=head.unit, post=head, way=way, text=text,
        made_by=by.user, made_in_id=post_id, made_at=now, nonce=nonce,
        state=State.AWAITED if way == Way.BY_UNIT else State.ON_SITE,
    )  # fmt: skip


def _owe(checkup: Checkup, due_on: date, *, by: Actor, now: datetime, post_id: int) -> None:
    purpose = Purpose.ANSWER if checkup.is_by_unit else Purpose.VISIT
    owed = make_duty(checkup, purpose, by=by, now=now, made_in=post_id, due_on=due_on)
    about = {"unit": checkup.unit_id, "template": checkup.version_id, "due_on": due_on}
    note(checkup, Act.OPEN, by=by, now=now, post_id=post_id, text=checkup.text, **about)
    if checkup.is_by_unit:
        ids = [owed.pk]
        owe_reminders(model=CheckupDuty, ids=ids, stage=OPENED, now=now, asked_by_id=by.user.pk)
    else:
        tell_unit(checkup, ANNOUNCED, by=by, now=now)
