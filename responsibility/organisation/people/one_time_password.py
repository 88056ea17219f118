"""Passwords that are read out once: easy to tell apart, hard to guess, shown to who gives them."""

from uuid import UUID

from django.contrib.auth.hashers import PBKDF2PasswordHasher, get_hasher, make_password
from django.utils.crypto import salted_hmac

from pages.clean import identifier

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # no i, l, o, 0, 1
GROUPS, IN_A_GROUP = 3, 4  # 59 bits


def password_of(nonce: UUID, *, user_id: int) -> str:
    """The password that goes with a form's number, sent by the person `user_id`; such as
    "kfmw-3t7h-x9pd".

    The same each time, so that a page reloaded shows it again though it is kept nowhere; to know
    it takes the server's secret key.
    """
    mark = salted_hmac("one-time password", f"{nonce} {user_id}", algorithm="sha256")
    return _grouped(int.from_bytes(mark.digest(), "big"))


def as_given(typed: str) -> str:
    """What was typed for a password given here, as it was given: large letters, wide ones, blanks
    and missing hyphens do not matter."""
    plain = "".join(letter for letter in identifier(typed).lower() if letter.isalnum())
    groups = range(0, max(len(plain), 1), IN_A_GROUP)
    return "-".join(plain[start : start + IN_A_GROUP] for start in groups)


def _grouped(number: int) -> str:
    letters = ""
    for _each in range(GROUPS * IN_A_GROUP):
        number, rest = divmod(number, len(LETTERS))
        letters += LETTERS[rest]
    return as_given(letters)


def hashed(password: str) -> str:
    """`password` as the account keeps it.

    A password made here cannot be guessed from a list, so a thousandth of the usual rounds will do:
    hundreds are made at once. Signing in with it hashes it anew with all rounds (Django).
    """
    hasher = get_hasher()
    if not isinstance(hasher, PBKDF2PasswordHasher):
        return make_password(password)
    return hasher.encode(password, hasher.salt(), iterations=hasher.iterations // 1000)
