"""Who acts, and from where."""

from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser


@dataclass(frozen=True)
class Actor:
    """The person behind a write; `address` is the network address, "" for a command."""

    user: AbstractBaseUser
    address: str = ""
