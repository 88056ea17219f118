"""The records a person has to do with, and what one row of a list of them shows."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, cast

from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from pages.days import day_of
from responsibility.organisation.posts.in_office import InOffice
from responsibility.organisation.standing import standing_of
from responsibility.records.bodies.models import BodyReading
from responsibility.records.bodies.readers import reads_unnoted
from responsibility.records.files.models import Evidence
from responsibility.records.models import Credit, DutyRecord, DutyRecordQuerySet


def own_records(user, *, at: datetime) -> DutyRecordQuerySet:
    """Those the person lodged, and those of or for the posts on the desk; newest first.

    All of them are `visible_to` the person; asking that as well would read the whole table.
    """
    return DutyRecord.objects.filter(pk__in=_own(user, at)).order_by("-happened_on", "-pk")


def own_or_opened(user, *, at: datetime) -> DutyRecordQuerySet:
    """The same, and those whose text the person has opened by a grant (bodies/readers.py says for
    how long it is open)."""
    opened = BodyReading.objects.filter(read_by=user.pk, read_at__lte=at).values("record")
    return DutyRecord.objects.filter(pk__in=_own(user, at, opened))


def _own(user, at: datetime, *more: QuerySet) -> QuerySet:
    """Their ids, and `more`. A union rather than an OR: each part is found by its own index."""
    posts = standing_of(user, at=at).desk_posts
    return (
        DutyRecord.objects.filter(post__in=posts)
        .values("pk")
        .union(
            DutyRecord.objects.filter(lodged_by=user.pk).values("pk"),
            Credit.objects.filter(post__in=posts).values("record"),
            *more,
        )
    )


def rows_of(records: QuerySet[DutyRecord], *, user, at: datetime) -> list[DutyRecord]:
    """`records` (a page of them) with all that a row shows, in three queries."""
    return marked(list(with_its_row(records)), user=user, at=at)


def with_its_row(records: QuerySet[DutyRecord]) -> QuerySet[DutyRecord]:
    """`records`, each with its credits and the number of its `files`."""
    credits = Credit.objects.select_related("task__item", "task__dispatch", "post").order_by("pk")
    files = Evidence.objects.filter(record=OuterRef("pk")).values("record")
    return (
        records.select_related("post", "lodged_by")
        .annotate(files=Coalesce(Subquery(files.annotate(n=Count("pk")).values("n")), 0))
        .prefetch_related(Prefetch("credits", queryset=credits))
    )


def marked(records: list[DutyRecord], *, user, at: datetime) -> list[DutyRecord]:
    """`records` read by `with_its_row`, each with whether the row shows how its text begins
    (`body_open`: to whom reading it leaves no trace), the holder has still to answer
    (`unanswered`), and it came after late entry had closed (`after_closing`); with the credit that
    a holder declined last (`returned`); and with what the row says of it: `line`, `duties`,
    `state`, and `in_time_of` whom it was where others are in the post today. One query."""
    in_office = InOffice.of({row.post_id for row in records})
    for row in cast(list[Any], records):
        row.in_time_of = in_office.in_time_of(row.post_id, row.happened_on, today=day_of(at))
        row.body_open = reads_unnoted(row, user=user, at=at)
        row.unanswered = any(map(awaits_answer, row.credits.all()))
        row.returned = returned_credit(row.credits.all())
        row.after_closing = any(map(came_after_closing, row.credits.all()))
        row.line, row.duties, row.state = title_of(row), duties_of(row), state_of(row)
    return records


def title_of(record: DutyRecord) -> str:
    """A record in one line: its text where that is open, else what it is."""
    if record.body_open and record.text:
        return Truncator(record.text).chars(80)
    return record.get_kind_display()


def duties_of(record: DutyRecord) -> str:
    """What a record counts for."""
    credits = record.credits.all()
    if len(credits) < 2:
        return credits[0].task.title if credits else ""
    words = {"task": credits[0].task.title, "counter": len(credits)}
    return _("%(task)s and more, %(counter)s duties") % words


def state_of(record: DutyRecord) -> tuple[str, str] | None:
    """Where a record stands: a kind of the tag `status` and its word; None for one that counts."""
    if record.ended_as == DutyRecord.Ending.WITHDRAWN:
        return "none", _("withdrawn")
    if record.ended_as:
        return "none", _("corrected")
    if record.returned:
        return "fail", _("returned")
    if record.unanswered:
        return "wait", _("to be confirmed by the holder")
    return ("none", _("lodged after closing")) if record.after_closing else None


def awaits_answer(credit: Credit) -> bool:
    """Whether its holder has still to confirm or decline it."""
    return credit.awaits and credit.confirmed_at is None and credit.ended_at is None


def returned_credit(credits: Iterable[Credit]) -> Credit | None:
    """The credit that its holder declined last, or whose confirmation was taken back."""
    back = (Credit.Ending.DECLINED, Credit.Ending.TAKEN_BACK)
    declined = [credit for credit in credits if credit.ended_as in back]
    return max(declined, key=lambda credit: credit.ended_at, default=None)


def came_after_closing(credit: Credit) -> bool:
    """Whether late entry for the task had closed when the record came (已关闭后补录)."""
    closes_at = credit.task.closes_at
    return closes_at is not None and (credit.counts_at or credit.offered_at) >= closes_at
