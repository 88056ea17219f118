"""The office changes what problems are sorted by, and the time limits.

A word is never renamed: problems entered under it would read otherwise than they were written. It
goes out of use, and another one comes in. A limit is set anew from a day on.
"""

from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.refused import Refused
from responsibility.organisation.office import audit_office
from responsibility.organisation.standing import standing_of
from supervision.papers.dated import lock_ahead, lock_newest, refuse_unset, sent_before
from supervision.problems.terms import Term, TimeLimit

CODE = 24  # letters of the code of a word


@transaction.atomic
def add_term(
    *, kind: str, name: str, name_en: str = "", nonce: UUID, by: Actor, now: datetime
) -> Term:
    """Add a word at the end of its kind, in the county of the person's office.

    Raises Refused where the kind has that word in use already.
    """
    county_id = _county_of(by, now)
    code = nonce.hex[:CODE]
    words = Term.objects.filter(county_id=county_id, kind=kind)
    if sent_before := words.filter(code=code).first():
        return sent_before
    if words.filter(name=name, in_use=True).exists():
        raise Refused(_("This word is there already."), field="name")
    last = words.aggregate(last=Max("position"))["last"] or 0
    term = Term.objects.create(
        county_id=county_id, kind=kind, code=code, name=name, name_en=name_en, position=last + 1
    )
    audit_office(
        action="problem_term.add", about=term, by=by, now=now, after={"kind": kind, "name": name}
    )
    return term


@transaction.atomic
def use_term(*, term_id: int, in_use: bool, by: Actor, now: datetime) -> Term:
    """Put a word out of use, or into use again. What bears it keeps it.

    Raises Refused for the last one in use of its kind: nothing could be entered any more.
    """
    county_id = _county_of(by, now)
    words = Term.objects.select_for_update().filter(county_id=county_id)
    term = words.get(pk=term_id)
    if term.in_use == in_use:
        return term
    others = words.filter(kind=term.kind, in_use=True).exclude(pk=term.pk)
    if not in_use and not others.exists():
        raise Refused(_("This is the last one in use. Add another one first."))
    if in_use and others.filter(name=term.name).exists():
        raise Refused(_("This word is there already."))
    term.in_use = in_use
    term.save(update_fields=["in_use"])
    action = "problem_term.restore" if in_use else "problem_term.retire"
    audit_office(
        action=action, about=term, by=by, now=now, after={"kind": term.kind, "name": term.name}
    )
    return term


@transaction.atomic
def set_time_limit(
    *,
    code: str,
    days: int,
    basis: str,
    first_on: date,
    by: Actor,
    now: datetime,
    seen: int | None = None,
) -> TimeLimit:
    """Set a limit anew from a day on; what runs already keeps its day. The same sent twice sets it
    once. `seen` is the newest one that the page showed.

    Raises: as `refuse_unset`.
    """
    limits = TimeLimit.objects.filter(county_id=_county_of(by, now), code=code)
    newest = lock_newest(limits)
    if first := sent_before(limits, first_on=first_on, days=days, basis=basis):
        return first
    refuse_unset(limits, newest, first_on=first_on, seen=seen, now=now)
    limit = TimeLimit.objects.create(
        county_id=newest.county_id,
        code=code,
        name=newest.name,
        name_en=newest.name_en,
        days=days,
        working=newest.working,
        basis=basis,
        first_on=first_on,
    )
    after = {"days": days, "basis": basis, "first_on": first_on}
    audit_office(action="time_limit.set", about=limit, by=by, now=now, after=after)
    return limit


@transaction.atomic
def take_back_time_limit(*, limit_id: int, by: Actor, now: datetime) -> None:
    """Take back a limit whose day has not come: it never held.

    Raises: as `lock_ahead`.
    """
    limits = TimeLimit.objects.filter(county_id=_county_of(by, now))
    limit = lock_ahead(limits, limit_id, act="time_limit.take_back", by=by, now=now)
    before = {"days": limit.days, "basis": limit.basis, "first_on": limit.first_on}
    audit_office(action="time_limit.take_back", about=limit, by=by, now=now, before=before)
    limit.delete()


def _county_of(by: Actor, now: datetime) -> int:
    """The county whose office the person works in.

    Raises PermissionDenied for everybody else.
    """
    counties = standing_of(by.user, at=now).office_counties
    if not counties:
        raise PermissionDenied(_("The commission office decides what problems are sorted by."))
    return min(counties)
