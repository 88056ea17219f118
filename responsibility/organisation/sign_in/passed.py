"""That somebody has entered the right password and is asked for a code: no session, a sealed note
in the page.

It holds for ten minutes, for that password and as long as no sessions of the person are ended. A
note opens nothing by itself; each code tried with it counts as an attempt (attempts.py).
"""

from dataclasses import dataclass
from typing import Self

from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

from responsibility.organisation.people.models import User

LASTS = 10 * 60  # seconds
SALT = "passed"


@dataclass(frozen=True)
class Passed:
    """`user` gave the right password; `trusted` was ticked with it."""

    user: User
    trusted: bool

    def sealed(self) -> str:
        """As the hidden field `passed` of the page holds it."""
        note = [self.user.pk, _mark_of(self.user), self.trusted]
        return signing.dumps(note, salt=SALT)

    @classmethod
    def unsealed(cls, text: str) -> Self | None:
        """What `sealed` made; None for anything else, too late, or where the password has changed
        or the account was closed since."""
        try:
            pk, mark, trusted = signing.loads(text, salt=SALT, max_age=LASTS)
        except signing.BadSignature:
            return None
        user = User.objects.filter(pk=pk, is_active=True).first()
        if user is None or not constant_time_compare(mark, _mark_of(user)):
            return None
        return cls(user, trusted)


def _mark_of(user: User) -> str:
    return salted_hmac("passed", user.get_session_auth_hash(), algorithm="sha256").hexdigest()
