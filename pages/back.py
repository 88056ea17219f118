"""The way back: where a page leads after a form, taken from what the browser sent.

Only a path of this site is followed: anything else would lead away, or be read as the name of a
page (`redirect("foo")` looks for a page named foo).
"""

from urllib.parse import urlsplit

from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

LONGEST = 2000  # characters of an address; Django refuses to lead to longer ones


def way_back(request, otherwise: str) -> str:
    """The address in the field or parameter `next`, if it is a path of ours; else the page
    `otherwise`, a name or an address."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    return wanted if is_path(request, wanted) else resolve_url(otherwise)


def is_path(request, address: str) -> bool:
    """Whether `address` is a path of this site that can be led to."""
    hosts, secure = {request.get_host()}, request.is_secure()
    return (
        address.startswith("/")
        and len(address) <= LONGEST
        and url_has_allowed_host_and_scheme(address, hosts, require_https=secure)
    )


def page_of(request) -> str:
    """The page one is on: for an answer to a form, the one on which the form stood, or "".

    The address of a form may take nothing but the form; to come back there later answers 405.
    """
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    return _sent_from(request)


def way_from(request) -> str:
    """Where a page that is turned over was come to from: in `next`, or for its first leaf the page
    that led there; "" where neither is a path of ours."""
    wanted = request.GET.get("next") or _sent_from(request)
    return wanted if is_path(request, wanted) else ""


def _sent_from(request) -> str:
    """The page of this site that led here, or ""."""
    sent_from = urlsplit(request.META.get("HTTP_REFERER", ""))
    if sent_from.netloc != request.get_host():
        return ""
    path = sent_from._replace(scheme="", netloc="", fragment="").geturl()
    return path if is_path(request, path) else ""
