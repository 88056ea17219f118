"""Who must have a second factor sets it up before all."""

from urllib.parse import urlencode

from django.shortcuts import redirect, resolve_url
from django_htmx.http import HttpResponseClientRedirect

from responsibility.organisation.second_factor.factor import must_set_up
from responsibility.organisation.second_factor.page import set_up_before

# Open to who has still to set one up; a password that was given is changed before it.
BEFORE_IT = [
    *("second-factor", "password-change", "sign-out", "sign-in", "language"),
    *("text-size", "healthz"),
]


def set_up_first(get_response):
    """Lead who must have a second factor and has none to set it up, and nowhere else. What was
    sent instead is carried along."""

    def middleware(request):
        if not request.user.is_authenticated or not must_set_up(request.user, at=request.now):
            return get_response(request)
        if request.path in {resolve_url(name) for name in BEFORE_IT}:
            return get_response(request)
        if request.method == "POST":
            return set_up_before(request)
        address = resolve_url("second-factor")
        if request.wants_part:
            return HttpResponseClientRedirect(address)
        return redirect(f"{address}?{urlencode({'next': request.get_full_path()})}")

    return middleware
