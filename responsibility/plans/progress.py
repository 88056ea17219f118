"""Progress beside the records: how far an item is, said by who carries it out. It counts nothing
(M001-05): a record fulfils the item."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from pages.days import day_of
from pages.refused import Refused
from pages.words import fitting
from responsibility.plans.history import PlanProgress
from responsibility.plans.models import PlanItem


@transaction.atomic
def note_progress(*, by: Actor, now: datetime, item_id: int, on: date, text: str) -> PlanProgress:
    """Note how far the item is on the day `on`.

    Raises:
        PlanItem.DoesNotExist: there is none that a post of `by` carries out.
        Refused: the day is to come, the text is missing or too long, the item is withdrawn.
    """
    items = PlanItem.objects.carried_out_by(by.user, at=now)
    item = items.select_for_update(of=("self",), no_key=True).get(pk=item_id)
    if item.withdrawn_at:
        raise Refused(_("This item is withdrawn."))
    if on > day_of(now):
        raise Refused(_("This day is still to come."), field="on")
    text = fitting(text, of=PlanProgress, field="text", missing=_("Say how far it is."))
    return _add(item, by=by, now=now, on=on, text=text)


@transaction.atomic
def take_back_progress(*, by: Actor, now: datetime, progress_id: int, reason: str) -> PlanProgress:
    """Take an entry back by another one, which says why; both stay.

    Raises:
        PlanProgress.DoesNotExist: there is none of an item that a post of `by` carries out.
        Refused: it is taken back already, or takes back itself; the reason is missing or too long.
    """
    items = PlanItem.objects.carried_out_by(by.user, at=now)
    entries = PlanProgress.objects.filter(item__in=items.values("pk")).select_related("item")
    entry = entries.get(pk=progress_id)
    PlanItem.objects.select_for_update(of=("self",), no_key=True).get(pk=entry.item_id)
    if entry.takes_back_id or PlanProgress.objects.filter(takes_back=entry).exists():
        raise Refused(_("It is taken back already."))
    missing = _("Give a reason.")
    text = fitting(reason, of=PlanProgress, field="text", missing=missing, at="reason")
    return _add(entry.item, by=by, now=now, on=day_of(now), text=text, takes_back=entry)


def _add(item: PlanItem, *, by: Actor, now: datetime, on: date, text: str, takes_back=None):
    entry = PlanProgress.objects.create(
        item=item, post_id=item.carries_out_id, by=by.user, at=now, on=on, text=text,
        takes_back=takes_back,
    )  # fmt: skip
    action = "plan.take_back_progress" if takes_back else "plan.note_progress"
    record_audit(
        by=by, now=now, action=action, about=item, post_id=item.carries_out_id, after={"on": on}
    )
    return entry
