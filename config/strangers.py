"""Slowing down what is sent by nobody: forms of people who are not signed in, by their address; and
what a calendar program reads, which never signs in.

A whole county may sit behind one address, so the bounds are wide, and an address only waits: within
a minute it may send again. Each process of the server counts for itself and in its own memory;
nobody signed out writes a row. The door has its own bounds (sign_in/attempts.py).
"""

from collections import OrderedDict
from datetime import datetime, timedelta
from threading import Lock

from django.shortcuts import render
from django.urls import Resolver404, resolve

from pages.place import place_of

WINDOW = timedelta(minutes=1)
MOST_TO_A_PATH, MOST_IN_ALL = 60, 600  # forms from one address within it
MOST_REMEMBERED = 10_000  # addresses and pages; the oldest are forgotten
MOST_READINGS = 12  # of one calendar, from one address; programs look every quarter of an hour
READ_BY_PROGRAMS = "calendar-feed"
# The door has bounds of its own; a provider reports on thousands of texts within a minute, signed.
NOT_COUNTED = {"sign-in", "sign-in-code", "receipt"}


class Counter:
    """How often each key was counted since its window began."""

    def __init__(self):
        self._seen: OrderedDict[tuple[str, str], tuple[datetime, int]] = OrderedDict()
        self._lock = Lock()

    def count(self, key: tuple[str, str], *, now: datetime) -> int:
        """Count `key` once more; how often it was within its window, this time among them."""
        with self._lock:
            began, times = self._seen.pop(key, (now, 0))
            if now - began >= WINDOW:
                began, times = now, 0
            self._seen[key] = began, times + 1
            if len(self._seen) > MOST_REMEMBERED:
                self._seen.popitem(last=False)
            return times + 1


def _page(request) -> str:
    """The name of the page that is asked for; one for all that there is none of."""
    try:
        return resolve(request.path_info).url_name or "unnamed"
    except Resolver404:
        return "absent"


def _bounded(request) -> tuple[str, int] | None:
    """What is counted, and how much of it an address may have; None: it is not bounded."""
    if request.method == "POST":
        page = _page(request)
        is_counted = not request.user.is_authenticated and page not in NOT_COUNTED
        return (page, MOST_TO_A_PATH) if is_counted else None
    if request.path_info.endswith(".ics") and _page(request) == READ_BY_PROGRAMS:
        return f"{READ_BY_PROGRAMS} {request.GET.get('key', '')[:64]}", MOST_READINGS
    return None


def slows_strangers(get_response):
    """Answer 429 to an address whose people, signed out, send too many forms, and to a program
    that reads a calendar again and again."""
    counter = Counter()

    def middleware(request):
        address = place_of(request.actor.address)
        bounded = _bounded(request) if address else None
        if bounded is None:
            return get_response(request)
        page, most = bounded
        here = counter.count((address, page), now=request.now)
        anywhere = counter.count((address, ""), now=request.now)
        if here <= most and anywhere <= MOST_IN_ALL:
            return get_response(request)
        response = render(request, "429.html", status=429)
        response.headers["Retry-After"] = str(int(WINDOW.total_seconds()))
        return response

    return middleware
