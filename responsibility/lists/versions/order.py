"""Where an item of a draft stands, and taking it out and putting it back."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.refused import Refused
from responsibility.lists.models import DutyItem
from responsibility.lists.versions.locked import locked_draft, locked_item
from responsibility.lists.versions.values import make_items, values_of
from responsibility.organisation.office import audit_office


@transaction.atomic
def move_item(*, item_id: int, place: int, by: Actor, now: datetime) -> DutyItem:
    """Let an item of a draft stand at `place` (from 0) among those of its category.

    Beyond the last it stands last. Raises as `locked_item`.
    """
    item = locked_item(item_id=item_id, by=by, now=now)
    together = list(item.duty_list.items.filter(category=item.category_id).order_by("position"))
    places = [other.position for other in together]
    was = [other.pk for other in together].index(item.pk)
    moved = together.pop(was)
    together.insert(min(max(place, 0), len(together)), moved)
    for other, position in zip(together, places, strict=True):
        other.position = position
    DutyItem.objects.bulk_update(together, ["position"])
    if (place_now := together.index(moved)) != was:
        before, after = {"place": was + 1}, {"place": place_now + 1}
        audit_office(
            action="list.move_item", about=item, by=by, now=now, before=before, after=after
        )
    return moved


@transaction.atomic
def remove_item(*, item_id: int, by: Actor, now: datetime) -> str:
    """Take an item out of a draft; its values are kept with the draft. Returns its code.

    Raises as `locked_item`.
    """
    item = locked_item(item_id=item_id, by=by, now=now)
    duty_list, values = item.duty_list, values_of(item)
    duty_list.removed = [*duty_list.removed, values]
    duty_list.save(update_fields=["removed"])
    before = {"code": item.code, "wording": item.text}
    audit_office(action="list.remove_item", about=duty_list, by=by, now=now, before=before)
    item.evidence.clear()
    item.delete()
    return item.code


@transaction.atomic
def put_back_item(*, list_id: int, code: str, by: Actor, now: datetime) -> DutyItem:
    """Put an item that was taken out back where it stood; if another stands there by now, before
    that one.

    Raises:
        DutyList.DoesNotExist: there is none, or `by` does not work in its county's office.
        Refused: the list is no draft, or no such item was taken out.
    """
    duty_list = locked_draft(list_id=list_id, by=by, now=now)
    found = [values for values in duty_list.removed if values["code"] == code]
    if not found:
        raise Refused(_("This item is on the list already."))
    duty_list.removed = [values for values in duty_list.removed if values["code"] != code]
    duty_list.save(update_fields=["removed"])
    place = found[0]["position"]
    if duty_list.items.filter(position=place).exists():
        after = duty_list.items.filter(position__gte=place)
        after.update(position=F("position") + 1)
    [item] = make_items(duty_list, found)
    after = {"code": code, "wording": item.text}
    audit_office(action="list.put_back_item", about=item, by=by, now=now, after=after)
    return item
