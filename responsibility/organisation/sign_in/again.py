"""The password asked once more before what gives rights, opens accounts or shows numbers in full.

Which acts these are, the rooms say in their kind.py (`Kind.asks_password`); a law holds that each
address that carries out one of them stands behind `asks_password`, and no other does.
"""

from collections.abc import Callable
from functools import wraps

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.views.decorators.debug import sensitive_post_parameters

from pages.back import page_of
from responsibility.organisation.devices.known import Browser
from responsibility.organisation.sign_in.attempts import TooManyAttempts
from responsibility.organisation.sign_in.confirm import (
    confirm_password,
    entered_lately,
    note_entered,
)
from responsibility.organisation.sign_in.forms import PasswordAgainForm
from responsibility.organisation.sign_in.wait import in_words

FIELD = "own_password"
OF_THE_PAGE = {"csrfmiddlewaretoken", FIELD}


def asks_password(view: Callable) -> Callable:
    """Let `view` carry out what was sent only where the password was entered lately; else ask for
    it first, on a page that holds what was sent, but for files."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        known = request.user.is_authenticated and request.method == "POST"
        if not known or entered_lately(request.session, now=request.now):
            return view(request, *args, **kwargs)
        if request.wants_part:
            return HttpResponse(status=401)  # it is sent again as a whole page (static/ui/ui.js)
        form = PasswordAgainForm(request.POST if FIELD in request.POST else None)
        try:
            right = form.is_bound and form.carry_out(
                confirm_password,
                browser=Browser.of(request),
                by=request.actor,
                now=request.now,
            )
        except TooManyAttempts as refusal:
            form.add_error(None, in_words(refusal.until - request.now))
            return _ask(request, form, status=429)
        if not right:
            return _ask(request, form, status=401)
        note_entered(request.session, now=request.now)
        return view(request, *args, **kwargs)

    return sensitive_post_parameters(FIELD)(guarded)


def _ask(request, form, *, status: int) -> HttpResponse:
    sent = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in OF_THE_PAGE
        for value in values
    ]
    context = {"form": form, "sent": sent, "back": page_of(request)}
    path = "responsibility/organisation/password_again.html"
    response = render(request, path, context, status=status)
    add_never_cache_headers(response)
    return response
