"""Passwords that are read out once: easy to tell apart, hard to guess."""

import secrets

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # no i, l, o, 0, 1
GROUPS, IN_A_GROUP = 3, 4  # 59 bits


def new_password() -> str:
    """A new random password, such as "kfmw-3t7h-x9pd"."""
    return "-".join(
        "".join(secrets.choice(LETTERS) for _ in range(IN_A_GROUP)) for _ in range(GROUPS)
    )
