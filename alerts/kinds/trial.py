"""The county to try, as the part that a room plays in it finds it (`Kind.demonstration`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser


@dataclass(frozen=True)
class Trial:
    """A county with its past up to the aware instant `until`, from the day `start` on.

    `people` are the accounts by what they are ("office", "group", "official"), `holders` who
    holds each post (by its id). `words` are the invented texts.
    """

    county_id: int
    start: date
    until: datetime
    people: Mapping[str, AbstractBaseUser]
    holders: Mapping[int, AbstractBaseUser]
    words: Mapping[str, Any]
