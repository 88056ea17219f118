"""A form that is older than the session: sent again with a new token, no word lost.

Signing in gives the browser a new token (in another tab, after the session had ended), and cookies
may be cleared. The token guards against other sites; what our own page sends, which the browser
itself says (`Origin`, which no page can forge), may be shown again, for the person to confirm.
"""

from urllib.parse import urlsplit

from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render, resolve_url
from django.utils.translation import gettext as _

from pages.back import way_back
from responsibility.organisation.sign_in.door import ask_to_go_on, show_door, stopped
from responsibility.organisation.sign_in.forms import SignInForm
from responsibility.organisation.sign_in.typed import Typed

TOKEN = "X-CSRFToken"  # the header in which a script finds the new one


def form_expired(request, reason: str = "") -> HttpResponse:
    """In the place of the 403 of a wrong token."""
    if not _is_from_here(request):
        return render(request, "403_csrf.html", status=403)
    if request.path in {resolve_url("sign-in"), resolve_url("sign-in-code")}:
        return _at_the_door(request)
    if not request.user.is_authenticated:
        return stopped(request)
    if request.wants_part:
        response = HttpResponse(status=403)
        response.headers[TOKEN] = get_token(request)
        return response
    typed = Typed.of(request)
    if typed is None:
        return render(request, "403_csrf.html", status=403)
    return ask_to_go_on(request, typed, status=403)


def _at_the_door(request) -> HttpResponse:
    """The door was open in two tabs: who is in by the other one goes on."""
    typed = Typed.unsealed(request.POST.get("typed", ""))
    if request.user.is_authenticated:
        if typed and typed.is_by(request.user):
            return ask_to_go_on(request, typed)
        return redirect(way_back(request, "home"))
    return show_door(
        request,
        SignInForm(initial={"account": request.POST.get("account", "")}),
        status=403,
        typed=typed,
        back=request.POST.get("next", ""),
        notice=_("The page had been open for too long. Enter your password again."),
    )


def _is_from_here(request) -> bool:
    """Whether the browser says that a page of ours sent it."""
    origin = request.META.get("HTTP_ORIGIN")
    if origin is not None:
        return origin == f"{request.scheme}://{request.get_host()}"
    return urlsplit(request.META.get("HTTP_REFERER", "")).netloc == request.get_host()
