"""The browsers a person has signed in on before: known by a signed cookie, stored nowhere.

The cookie holds a random mark of the browser and the ids of the people who signed in there, the
last one last. Forging one takes the server's secret key.
"""

import secrets
from datetime import timedelta
from typing import Any

from django.conf import settings

COOKIE = "browser"
LASTS = timedelta(days=400)  # browsers keep none longer
MOST_PEOPLE = 8  # of a machine that many share


def people_of(request) -> list[int]:
    """The ids of those who have signed in on this browser, the last one last."""
    return _read(request)["people"]


def remember(request, response, *, user_id: int) -> None:
    """Note on the browser that `user_id` has signed in on it."""
    known = _read(request)
    people = [pk for pk in known["people"] if pk != user_id] + [user_id]
    response.set_signed_cookie(
        COOKIE,
        ".".join([known["mark"], *map(str, people[-MOST_PEOPLE:])]),
        salt=COOKIE,
        max_age=LASTS,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def _read(request) -> dict[str, Any]:
    kept = request.get_signed_cookie(COOKIE, "", salt=COOKIE, max_age=LASTS)
    mark, *people = kept.split(".")
    return {"mark": mark or secrets.token_hex(16), "people": [int(pk) for pk in people]}
