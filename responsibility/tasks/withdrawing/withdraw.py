"""Withdrawing items of a publication, and giving them out again (edge case 20)."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from alerts.decisions.exempt import lift_locked
from alerts.reminders.owe import owe_reminders
from pages.days import day_of
from pages.refused import Refused
from pages.words import fitting
from responsibility.lists.publications import Publication
from responsibility.tasks.models import Task
from responsibility.tasks.withdrawing.kind import GIVEN_AGAIN, WITHDRAWN
from responsibility.tasks.withdrawing.let_go import let_go
from responsibility.tasks.withdrawing.models import PublicationWithdrawal
from responsibility.tasks.withdrawing.withdrawn import tasks_of, untouched, withdrawn_items


@transaction.atomic
def withdraw(
    *, by: Actor, now: datetime, publication_id: int, codes: Collection[str], reason: str
) -> PublicationWithdrawal:
    """Let the untouched tasks of published items be owed no longer; what is touched stays.

    From `now` they have no lamp; what was red stays in the ledger. Whoever has an open one hears
    of it in one message. No task of these items is made for anybody until they are given out again.

    Raises:
        Publication.DoesNotExist: there is none, or `by` does not work in its county's office.
        Refused: no item is chosen, one is not published or withdrawn already; the reason is missing
            or too long.
    """
    publication = _locked(by, now, publication_id)
    reason = fitting(reason, of=PublicationWithdrawal, field="reason", missing=_("Give a reason."))
    chosen = sorted(set(codes))
    if not chosen:
        raise Refused(_("Choose at least one item."), field="codes")
    if set(chosen) - set(left_to_withdraw(publication)):
        raise Refused(_("An item is not published here, or is withdrawn already."), field="codes")
    tasks = tasks_of(publication, chosen)
    rows = Task.objects.filter(pk__in=tasks.filter(untouched()).values("pk")).order_by("pk")
    ids = list(rows.select_for_update(of=("self",), no_key=True).values_list("pk", flat=True))
    touched = tasks.filter(exempt=False).exclude(pk__in=ids).count()
    let_go(ids, by=by.user, now=now, reason=reason, cause=WITHDRAWN)
    opened = Task.objects.filter(pk__in=ids).opened(now=now).values_list("pk", flat=True)
    withdrawal = PublicationWithdrawal.objects.create(
        publication=publication, codes=chosen, reason=reason, by=by.user, at=now,
        tasks=len(ids), touched=touched,
    )  # fmt: skip
    owe_reminders(
        model=Task, ids=list(opened), stage=WITHDRAWN, now=now, slot=f"withdrawal-{withdrawal.pk}"
    )
    after = {"codes": chosen, "reason": reason, "tasks": len(ids), "touched": touched}
    record_audit(by=by, now=now, action="list.withdraw", about=publication, after=after)
    return withdrawal


@transaction.atomic
def give_again(*, by: Actor, now: datetime, withdrawal_id: int) -> PublicationWithdrawal:
    """Give the items of a withdrawal out again: what is not over yet is owed anew.

    A task whose deadline passed meanwhile stays exempt: nobody is red for days on which nothing was
    owed. A post closed meanwhile owes nothing.

    Raises:
        PublicationWithdrawal.DoesNotExist: none, or `by` does not work in its county's office.
        Refused: it is ended already.
    """
    seen = PublicationWithdrawal.objects.visible_to(by.user, at=now)
    withdrawal = seen.select_for_update(of=("self",), no_key=True).get(pk=withdrawal_id)
    if withdrawal.ended_at:
        raise Refused(_("It is given out again already."))
    withdrawal.ended_at, withdrawal.ended_by = now, by.user
    withdrawal.save(update_fields=["ended_at", "ended_by"])
    tasks = tasks_of(withdrawal.publication, withdrawal.codes)
    tasks = tasks.filter(exempt=True, lamp_cause=WITHDRAWN, late_at__gt=now).order_by("pk")
    locked = tasks.select_related("post").select_for_update(of=("self",), no_key=True)
    again = [task for task in locked if task.post.stands_on(day_of(now))]
    for task in again:
        lift_locked(deadline=task, by=by, now=now, cause=GIVEN_AGAIN)
    about, after = withdrawal.publication, {"codes": withdrawal.codes, "tasks": len(again)}
    record_audit(by=by, now=now, action="list.give_again", about=about, after=after)
    return withdrawal


def left_to_withdraw(publication: Publication) -> list[str]:
    """The codes of its items that are not withdrawn."""
    what = publication.duty_list
    gone = withdrawn_items(county_id=what.county_id, role_kind_id=what.role_kind_id)
    return [code for code in publication.codes if (code, publication.year) not in gone]


def _locked(by: Actor, now: datetime, publication_id: int) -> Publication:
    publications = Publication.objects.visible_to(by.user, at=now).select_related("duty_list")
    return publications.select_for_update(of=("self",)).get(pk=publication_id)
