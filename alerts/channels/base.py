"""What a channel to a phone must answer (reliability study 2.9)."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID


class Outgoing(NamedTuple):
    """A message as a channel gets it, frozen when it was made.

    Providers of templates use `template`, `version` and `params`, those of free text `text`.
    """

    id: UUID
    reference: str
    to: str
    template: str
    version: int
    params: Mapping[str, str]
    text: str
    valid_for: timedelta


@dataclass(frozen=True)
class Accepted:
    """The provider has it; `delivered` where that is already all there is to say."""

    provider_id: str | None = None
    delivered: bool = False


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
    """Account or settings are wrong: no message will be taken until somebody acts."""

    code: str


@dataclass(frozen=True)
class Unknown:
    """It may have been taken or not: to be looked up, never simply sent again."""

    code: str


Outcome = Accepted | NotAccepted | Rejected | Misconfigured | Unknown


@dataclass(frozen=True)
class Found:
    """The provider has it."""

    provider_id: str
    status: str


@dataclass(frozen=True)
class NotFound:
    """The provider's list is fresh and does not have it."""


@dataclass(frozen=True)
class LookupFailed:
    """Nothing is known yet."""

    code: str


@dataclass(frozen=True)
class Notice:
    """What a provider told us of a message, `status` in its own words."""

    provider_id: str
    status: str
    error_code: str
    raw: Mapping[str, str]


class Forged(Exception):
    """A receipt that the provider did not sign."""


class Channel(ABC):
    """One way to a phone. `key` is what stands in Message.channel.

    `dedupes_on_our_id`: sending a message with the same id again can never give a second text,
    so an unknown outcome may be tried again. `of_templates`: only texts whose version has its
    ProviderTemplate go through; no link may stand in them that the template has not.
    """

    key: str
    dedupes_on_our_id = False
    of_templates = False

    def missing_settings(self) -> list[str]:
        """Names of settings without which nothing can be sent."""
        return []

    @abstractmethod
    def send(self, message: Outgoing) -> Outcome:
        """Hand `message` over. Never raises for what a provider or a network does."""

    @abstractmethod
    def lookup(self, message: Outgoing, *, since: datetime) -> Found | NotFound | LookupFailed:
        """Whether the provider has `message`, tried at `since` at the earliest."""

    @abstractmethod
    def parse_receipt(self, *, url: str, fields: Mapping[str, str], signature: str) -> Notice:
        """A receipt that came to `url`. Raises Forged if the provider did not sign it."""
