"""What needs somebody of the office beside messages: open alarms, flagged numbers."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from django.db.models import Q

from alerts.alarms.models import Alarm
from alerts.contacts.models import NumberFlag
from alerts.outbox.reasons import Reason, reason_of
from pages.masked import masked
from responsibility.organisation.people.models import User


class Flagged(NamedTuple):
    """A number that nothing is sent to, and whose it is."""

    flag: NumberFlag
    number: str
    reason: Reason | None
    people: list[User]


def alarms_of(counties: Collection[int]) -> list[Alarm]:
    """The open alarms of `counties` and of the installation, the newest first."""
    ours = Q(county_id=None) | Q(county_id__in=counties)
    return list(Alarm.objects.filter(ours, closed_at=None).order_by("-last_at", "pk"))


def flags_of(user, *, at: datetime):
    """The flags in force on numbers of people whose accounts `user` keeps."""
    numbers = User.objects.managed_by(user, at=at).exclude(phone="").values("phone")
    return NumberFlag.objects.filter(lifted_at=None, number__in=numbers)


def flagged_of(user, *, at: datetime) -> list[Flagged]:
    """The flagged numbers with their people, the newest first; two queries."""
    flags = list(flags_of(user, at=at).order_by("-flagged_at", "pk"))
    people = defaultdict(list)
    keeps = User.objects.managed_by(user, at=at)
    for person in keeps.filter(phone__in=[flag.number for flag in flags]):
        people[person.phone].append(person)
    return [
        Flagged(
            flag,
            masked(flag.number),
            reason_of(code=flag.reason),
            people[flag.number],
        )
        for flag in flags
    ]
