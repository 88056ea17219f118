"""Who may read the text and files of a record: one table for the rule and for the sentence.

A page that says who may read says it from here, so it says what the code does.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from typing import Any, NamedTuple

from django.db.models import F, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from responsibility.organisation.standing import Standing, standing_of
from responsibility.records.bodies.models import BodyGrant, BodyReading
from responsibility.records.models import Credit, DutyRecord

# What a holder answered so is none of theirs.
NOT_THEIRS = [Credit.Ending.DECLINED, Credit.Ending.TAKEN_BACK]
READING_LASTS = timedelta(minutes=30)  # then a grant asks for the purpose again


class Reader(NamedTuple):
    """`who` they are in words, the records `of` one of them, and whether a record `has` any."""

    who: Promise
    of: Callable[[Any, Standing, datetime], Q]
    has: Callable[[DutyRecord], bool]


def _always(record: DutyRecord) -> bool:
    return True


def _to_confirm(user, standing: Standing, at: datetime) -> Q:
    """Records that count, or are offered, for a post on the desk."""
    credits = Credit.objects.filter(post__in=standing.desk_posts)
    return Q(pk__in=credits.exclude(ended_as__in=NOT_THEIRS).values("record"))


def _has_other_posts(record: DutyRecord) -> bool:
    return any(
        credit.post_id != record.post_id and credit.ended_as not in NOT_THEIRS
        for credit in record.credits.all()
    )


def _opened(user, standing: Standing, at: datetime) -> Q:
    """Records for whose reading the person stated a purpose lately, while the grant is in force."""
    grants = BodyGrant.objects.in_force(at=at).filter(user=user.pk)
    lately = BodyReading.objects.filter(grant__in=grants, read_by=user.pk, read_at__lte=at)
    return Q(pk__in=lately.filter(read_at__gt=at - READING_LASTS).values("record"))


READERS = [
    Reader(_("whoever lodged it"), lambda user, standing, at: Q(lodged_by=user.pk), _always),
    Reader(
        _("the holder, members and clerks of the post"),
        lambda user, standing, at: Q(post__in=standing.desk_posts),
        _always,
    ),
    Reader(
        _("the holders, members and clerks of the other posts it counts for"),
        _to_confirm,
        _has_other_posts,
    ),
    Reader(
        _("the discipline body that supervises the unit, at any time"),
        lambda user, standing, at: Q(unit__in=standing.supervised_units, restricted=False),
        lambda record: not record.restricted,
    ),
    Reader(
        _("whom the commission office has named, for a purpose stated each time"),
        _opened,
        _always,
    ),
]


def readable(records: QuerySet[DutyRecord], *, user, at: datetime) -> QuerySet[DutyRecord]:
    """Those of `records` whose text and files `user` may read at `at`."""
    standing = standing_of(user, at=at)
    return records.filter(reduce(or_, (reader.of(user, standing, at) for reader in READERS)))


def readers_in_words(record: DutyRecord) -> str:
    """Who may read the text and files of `record`."""
    names = [str(reader.who) for reader in READERS if reader.has(record)]
    return pgettext("between groups", "; ").join(names)


def reads_unnoted(record: DutyRecord, *, user, at: datetime) -> bool:
    """Whether reading it leaves no trace: for who lodged it, and for the post's own."""
    return record.lodged_by_id == user.pk or record.post_id in standing_of(user, at=at).own_posts


def grant_to_read(record: DutyRecord, *, user, at: datetime) -> BodyGrant | None:
    """The grant by which `user` may open the body at `at`, stating a purpose."""
    of_it = Q(record=record.pk) | Q(post=record.post_id)
    grants = BodyGrant.objects.in_force(at=at).filter(of_it, user=user.pk)
    return grants.order_by(F("last_on").desc(), "pk").first()
