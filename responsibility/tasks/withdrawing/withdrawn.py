"""Which items are withdrawn: no task of theirs is made; and the tasks of published items."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q, QuerySet

from alerts.decisions.models import Extension
from responsibility.lists.publications import Publication
from responsibility.tasks.models import Task, TaskQuerySet
from responsibility.tasks.withdrawing.models import PublicationWithdrawal


def withdrawn_items(*, county_id: int, role_kind_id: int) -> set[tuple[str, int]]:
    """The items of a role's lists that are withdrawn, each with its year; one query."""
    rows = PublicationWithdrawal.objects.in_force().filter(
        publication__duty_list__county=county_id, publication__duty_list__role_kind=role_kind_id
    )
    found = rows.values_list("codes", "publication__year")
    return {(code, year) for codes, year in found for code in codes}


def tasks_of(publication: Publication, codes: Collection[str]) -> TaskQuerySet:
    """The tasks of these items for the publication's year, whichever act made them."""
    return Task.objects.filter(
        county_id=publication.duty_list.county_id,
        role_kind=publication.duty_list.role_kind_id,
        item_code__in=codes,
        period_start__year=publication.year,
    )


def untouched() -> Q:
    """Owed, and nothing was done about it."""
    return Q(exempt=False) & nothing_done()


def nothing_done() -> Q:
    """No record ever counted or waits, no extension was asked for."""
    asked = Extension.objects.filter(kind=Task.matter_kind, deadline_id=OuterRef("pk"))
    return Q(fulfilled_at=None, credits=None) & ~Q(Exists(asked))


def withdrawals_of(publication: Publication) -> QuerySet[PublicationWithdrawal]:
    """The newest first."""
    return publication.withdrawals.select_related("by", "ended_by").order_by("-pk")
