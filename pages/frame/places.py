"""The places of the frame that lead to a page; which page, the rooms declare (`kind.py`)."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise


class Place(StrEnum):
    """A place of the frame with one page behind it, that of its link or of its form."""

    SEARCH = "search"
    MESSAGES = "messages"
    IDENTITY = "identity"
    LANGUAGE = "language"
    TEXT_SIZE = "text_size"
    SIGN_OUT = "sign_out"


@dataclass(frozen=True)
class OwnPage:
    """A page everybody has about themselves, under the account: `name` is its URL name.

    They stand in the order of `order`; `phone`: on a phone alone, elsewhere the bar leads to it.
    """

    name: str
    label: Promise
    icon: str
    order: int
    phone: bool = False
