"""A version taken in hand by somebody of the office, locked until the act is done."""

from datetime import datetime

from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.refused import Refused
from responsibility.lists.models import DutyItem, DutyList
from responsibility.lists.versions.states import EDITABLE, State, state_of


def locked_version(*, list_id: int, by: Actor, now: datetime) -> DutyList:
    """The version, locked.

    Raises:
        DutyList.DoesNotExist: there is none, or `by` does not work in its county's office.
    """
    managed = DutyList.objects.managed_by(by.user, at=now)
    return managed.select_for_update(of=("self",)).select_related("role_kind").get(pk=list_id)


def locked_draft(*, list_id: int, by: Actor, now: datetime) -> DutyList:
    """A version that may be changed, locked; whoever changes it is one of its authors.

    Raises:
        DutyList.DoesNotExist: as `locked_version`.
        Refused: it is under review, published or closed.
    """
    duty_list = locked_version(list_id=list_id, by=by, now=now)
    state = state_of(duty_list)
    if state == State.SUBMITTED:
        raise Refused(_("The list is under review. Take the submission back to change it."))
    if state not in EDITABLE:
        raise Refused(_("This version no longer changes. Start a new version of it."))
    if by.user.pk not in duty_list.authors:
        duty_list.authors = [*duty_list.authors, by.user.pk]
        if duty_list.drafted_by_id is None:
            duty_list.drafted_by, duty_list.drafted_at = by.user, now
        duty_list.save(update_fields=["authors", "drafted_by", "drafted_at"])
    return duty_list


def locked_item(*, item_id: int, by: Actor, now: datetime) -> DutyItem:
    """An item of a version that may be changed, its version locked.

    Raises:
        DutyItem.DoesNotExist: there is none, or `by` does not work in its county's office.
        Refused: as `locked_draft`.
    """
    managed = DutyList.objects.managed_by(by.user, at=now)
    list_id = DutyItem.objects.get(pk=item_id, duty_list__in=managed).duty_list_id
    duty_list = locked_draft(list_id=list_id, by=by, now=now)
    item = duty_list.items.select_related("category").get(pk=item_id)
    item.duty_list = duty_list
    return item
