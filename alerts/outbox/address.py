"""Where a person's texts go: the number, the mailbox, what the person can do without."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model

from alerts.channels.base import Channel
from alerts.channels.known import channel_in_use
from alerts.contacts.models import NumberFlag, Preference
from alerts.kinds.stages import rule_of
from alerts.outbox.states import State

VALID_FOR = timedelta(hours=24)  # a text that says "due soon" must not arrive days later
MAIL = "mail"
NO_PHONE, FLAGGED, STORM = "no_phone", "flagged", "storm"


def mails() -> bool:
    """Whether mail goes out at all."""
    return settings.MAIL_CHANNEL == MAIL


@dataclass(frozen=True)
class Addresses:
    """Of some people: their accounts, wishes, and which of their numbers are flagged."""

    users: Mapping[int, Any]
    preferences: Mapping[int, Preference]
    flagged: Collection[str]
    channel: Channel | None

    @classmethod
    def of(cls, people: Collection[int]) -> "Addresses":
        """Three queries."""
        users = get_user_model().objects.in_bulk(people)
        preferences = {
            preference.user_id: preference
            for preference in Preference.objects.filter(user__in=people)
        }
        numbers = {user.phone for user in users.values()}
        flags = NumberFlag.objects.filter(number__in=numbers, lifted_at=None)
        flagged = frozenset(flags.values_list("number", flat=True))
        return cls(users, preferences, flagged, channel_in_use())

    def does_without(self, person: int, stage: str) -> bool:
        """Whether the person wants no text of `stage` and may do without."""
        wishes = self.preferences.get(person)
        return bool(wishes and stage in wishes.quiet_stages and rule_of(stage).optional)

    def to(self, person: int, *, held: bool, now: datetime) -> Iterator[dict]:
        """The columns of each message that is to go to the person, the text before the mail."""
        user, wishes = self.users[person], self.preferences.get(person)
        common: dict[str, Any] = {"expires_at": now + VALID_FOR}
        if held:
            common |= {"state": State.HELD, "reason": STORM}
        if self.channel:
            phone = {"channel": self.channel.key, "to": user.phone}
            if not user.phone or user.phone in self.flagged:
                reason = FLAGGED if user.phone else NO_PHONE
                phone |= {"state": State.CANCELLED, "reason": reason}
            room = {
                "with_link": not self.channel.of_templates,
                "longest": self.channel.longest_variable,
            }
            yield common | phone | room
        if mails() and wishes and wishes.mail and user.email:
            yield common | {"channel": MAIL, "to": user.email, "with_link": True, "segments": 0}
