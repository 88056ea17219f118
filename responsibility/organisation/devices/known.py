"""The browsers a person has signed in on before: known by a signed cookie, stored nowhere.

The cookie holds a random mark of the browser and the ids of the people who signed in there, the
last one last. Forging one takes the server's secret key.
"""

import secrets
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Self

from django.conf import settings

COOKIE = settings.COOKIE_PREFIX + "browser"
SALT = "browser"
LASTS = timedelta(days=400)  # browsers keep none longer
MOST_PEOPLE = 8  # of a machine that many share


@dataclass(frozen=True)
class Browser:
    """A browser: its `mark`, "" for one nobody has signed in on, and the ids of the `people`."""

    mark: str = ""
    people: tuple[int, ...] = ()

    @classmethod
    def of(cls, request) -> Self:
        """The browser that sent `request`."""
        kept = request.get_signed_cookie(COOKIE, "", salt=SALT, max_age=LASTS)
        mark, *people = kept.split(".")
        return cls(mark, tuple(map(int, people)))

    def marked(self) -> Self:
        """The same, with a mark of its own if it has none yet."""
        return self if self.mark else replace(self, mark=secrets.token_hex(16))

    @property
    def last_person(self) -> int | None:
        """The id of who signed in last."""
        return self.people[-1] if self.people else None

    def mark_for(self, user) -> str:
        """The mark, where `user` has signed in here before; else "": not known."""
        return self.mark if user is not None and user.pk in self.people else ""

    def remember(self, response, *, user) -> None:
        """Note on the browser that `user` has signed in on it."""
        people = [*(pk for pk in self.people if pk != user.pk), user.pk][-MOST_PEOPLE:]
        response.set_signed_cookie(
            COOKIE,
            ".".join([self.marked().mark, *map(str, people)]),
            salt=SALT,
            max_age=LASTS,
            httponly=True,
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Lax",
        )
