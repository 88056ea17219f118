"""What of the messages needs somebody of the office: each kind with its next thing to do."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Self

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alerts.alarms.models import Alarm
from alerts.contacts.models import NumberFlag
from alerts.outbox.reasons import Reason, reason_of
from alerts.outbox.states import State
from alerts.outbox.trouble import NOT_REACHED, in_trouble
from pages.masked import masked
from responsibility.organisation.people.models import User
from responsibility.outbox.rows import Row, rows_of
from responsibility.outbox.seen import texts_of_office

KINDS: dict[str, tuple[Promise, Q]] = {
    "held": (_("Held"), Q(state=State.HELD)),
    "unknown": (_("Outcome unknown"), Q(state=State.UNKNOWN)),
    "resend": (_("May be sent again"), Q(state=State.RESEND_OK)),
    "failed": (_("Not reached"), NOT_REACHED),
}
MANY = 30


class Tab(NamedTuple):
    """A kind of exception with how many there are."""

    name: str
    label: Promise
    count: int


class Flagged(NamedTuple):
    """A number that nothing is sent to, and whose it is."""

    flag: NumberFlag
    number: str
    reason: Reason | None
    people: list[User]


@dataclass(frozen=True)
class Exceptions:
    """What is open: alarms, flagged numbers, and a page of messages of the kind `show`."""

    alarms: list[Alarm]
    flagged: list[Flagged]
    tabs: list[Tab]
    show: str
    page: Page
    rows: list[Row]

    @classmethod
    def of(cls, user, *, at: datetime, counties: Collection[int], show: str, page) -> Self:
        """What the commission office of `counties` must look at; constant queries."""
        open_ones = in_trouble(texts_of_office(user, at=at), now=at)
        counts = open_ones.order_by().aggregate(
            **{name: Count("pk", filter=kind) for name, (_label, kind) in KINDS.items()}
        )
        wanted = open_ones.filter(KINDS[show][1]) if show in KINDS else open_ones
        paged = Paginator(wanted.select_related("recipient"), MANY).get_page(page)
        return cls(
            alarms=alarms_of(counties),
            flagged=flagged_of(user, at=at),
            tabs=[
                Tab("", _("All"), sum(counts.values())),
                *(Tab(name, label, counts[name]) for name, (label, _kind) in KINDS.items()),
            ],
            show=show if show in KINDS else "",
            page=paged,
            rows=rows_of(paged, at=at),
        )

    @property
    def held(self) -> int:
        """How many texts are held."""
        return next(tab.count for tab in self.tabs if tab.name == "held")


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
