"""What a channel to a phone must answer (reliability study 2.9)."""

import warnings
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID


@contextmanager
def warnings_apart() -> Iterator[None]:
    """Inside it a warning of a provider's client is none, whatever the process makes of warnings.

    Raised as an error it would be read as the outcome of a message that was taken.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


class Outgoing(NamedTuple):
    """A message as a channel gets it, frozen when it was made.

    Providers of templates use `template`, `version` and `params`, those of free text `text`.
    The provider reports to `callback_url`; empty where nobody can reach us.
    """

    id: UUID
    reference: str
    to: str
    template: str
    version: int
    params: Mapping[str, str]
    text: str
    valid_for: timedelta
    callback_url: str = ""


class Progress(StrEnum):
    """How far a provider has got with a message; the values are states of the message."""

    ACCEPTED = "accepted"
    SENT = "sent"
    FAILED = "failed"
    DELIVERED = "delivered"


@dataclass(frozen=True)
class Accepted:
    """The provider has it; `progress` says more where it says more at once."""

    provider_id: str | None = None
    progress: Progress = Progress.ACCEPTED


@dataclass(frozen=True)
class NotAccepted:
    """Proven not to have been taken: safe to send again, after `wait` if the provider says so."""

    code: str
    wait: timedelta | None = None


@dataclass(frozen=True)
class Rejected:
    """This recipient or this text will never be taken."""

    code: str


@dataclass(frozen=True)
class Misconfigured:
    """Account or settings are wrong: no message will be taken until somebody acts.

    `or_recipient`: where other messages go through, it is this one's number after all.
    """

    code: str
    or_recipient: bool = False


@dataclass(frozen=True)
class Unknown:
    """It may have been taken or not: to be looked up, never simply sent again."""

    code: str


Outcome = Accepted | NotAccepted | Rejected | Misconfigured | Unknown


@dataclass(frozen=True)
class Found:
    """The provider has it; `status` in its own words, `progress` None for a word unheard of."""

    provider_id: str | None
    status: str
    progress: Progress | None
    error_code: str = ""


@dataclass(frozen=True)
class NotFound:
    """The provider's list does not have it; the newest message in that is of `reaches_to`."""

    reaches_to: datetime | None = None


@dataclass(frozen=True)
class LookupFailed:
    """Nothing is known yet."""

    code: str


@dataclass(frozen=True)
class Notice:
    """What a provider told us of a message unasked; as in Found, `to` and all it said beside."""

    provider_id: str
    status: str
    progress: Progress | None
    error_code: str
    to: str
    raw: Mapping[str, str]


class Forged(Exception):
    """A receipt that the provider did not sign, or not for this."""


class Channel(ABC):
    """One way to a person. `key` is what stands in Message.channel.

    `dedupes_on_our_id`: sending a message with the same id again can never give a second text,
    so an unknown outcome may be tried again.
    `settle`: the provider's slowest accept; before, a look-up that finds nothing proves nothing.
    `of_templates`: only words whose version has its ProviderTemplate go through, without a link;
    `longest_variable`: how many characters the provider takes of one of a template's variables.
    `reports_back`: receipts come, or can be asked for.
    `signature_header`: where a receipt's signature stands; empty where none ever comes.
    """

    key: str
    dedupes_on_our_id = False
    of_templates = False
    longest_variable: int | None = None
    settle = timedelta(minutes=5)
    surely_listed = timedelta(hours=1)
    reports_back = True
    signature_header = ""

    def missing_settings(self) -> list[str]:
        """Names of settings without which nothing can be sent."""
        return []

    @abstractmethod
    def send(self, message: Outgoing) -> Outcome:
        """Hand `message` over. Never raises for what a provider or a network does."""

    @abstractmethod
    def lookup(self, message: Outgoing, *, since: datetime) -> Found | NotFound | LookupFailed:
        """Whether the provider has `message`, tried at `since` at the earliest."""

    def poll(
        self, message: Outgoing, *, provider_id: str | None, since: datetime
    ) -> Found | NotFound | LookupFailed:
        """How far the provider has got with `message`, which it took at `since` or later."""
        return self.lookup(message, since=since)

    def parse_receipt(self, *, url: str, fields: Mapping[str, str], signature: str) -> Notice:
        """A receipt that came to `url`. Raises Forged if the provider did not sign it."""
        raise Forged("This channel sends no receipts.")
