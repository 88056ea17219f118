"""Passwords that are read out once: easy to tell apart, hard to guess."""

import secrets

from django.contrib.auth.hashers import PBKDF2PasswordHasher, get_hasher, make_password

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # no i, l, o, 0, 1
GROUPS, IN_A_GROUP = 3, 4  # 59 bits


def new_password() -> str:
    """A new random password, such as "kfmw-3t7h-x9pd"."""
    return "-".join(
        "".join(secrets.choice(LETTERS) for _ in range(IN_A_GROUP)) for _ in range(GROUPS)
    )


def hashed(password: str) -> str:
    """`password` as the account keeps it.

    A password made here cannot be guessed from a list, so a thousandth of the usual rounds will do:
    hundreds are made at once. Signing in with it hashes it anew with all rounds (Django).
    """
    hasher = get_hasher()
    if not isinstance(hasher, PBKDF2PasswordHasher):
        return make_password(password)
    return hasher.encode(password, hasher.salt(), iterations=hasher.iterations // 1000)
