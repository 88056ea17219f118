"""Starting a new version of a list as a copy of another, for the same year or a later one."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.days import day_of
from pages.refused import Refused
from responsibility.lists.models import DutyList
from responsibility.lists.versions.locked import locked_version
from responsibility.lists.versions.states import State, state_of
from responsibility.lists.versions.values import make_items, values_of
from responsibility.organisation.office import audit_office


@transaction.atomic
def start_version(*, list_id: int, year: int, by: Actor, now: datetime) -> DutyList:
    """A draft with the items of a list, meant for `year`; returns it.

    Raises:
        DutyList.DoesNotExist: there is none, or `by` does not work in its county's office.
        Refused: the year is over, or a version of that role is not published yet.
    """
    if year < day_of(now).year:
        raise Refused(
            _("%(year)d is over. Choose this year or a later one.") % {"year": year}, field="year"
        )
    source = locked_version(list_id=list_id, by=by, now=now)
    versions = list(_versions_of(source))
    for one in versions:
        if state_of(one) not in {State.PUBLISHED, State.CLOSED}:
            refusal = _("Version %(number)d is not published yet. Go on with that one.")
            raise Refused(refusal % {"number": one.version})
    draft = DutyList.objects.create(
        county=source.county,
        role_kind=source.role_kind,
        version=max(one.version for one in versions) + 1,
        year=year,
        source=source,
        drafted_by=by.user,
        drafted_at=now,
        authors=[by.user.pk],
    )
    make_items(draft, [values_of(item) for item in source.items.prefetch_related("evidence")])
    after = {"year": year, "version": draft.version, "source": source.pk}
    audit_office(action="list.draft", about=draft, by=by, now=now, after=after)
    return draft


def _versions_of(source: DutyList):
    """All versions of the role's list, locked in one order."""
    same = DutyList.objects.filter(county=source.county_id, role_kind=source.role_kind_id)
    return same.select_for_update(of=("self",)).order_by("pk")
