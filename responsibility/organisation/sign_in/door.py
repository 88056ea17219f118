"""The page to sign in on, and the page after it for who had something to finish."""

from urllib.parse import quote

from django.http import HttpResponse
from django.shortcuts import render, resolve_url
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from pages.answer import status_of
from pages.back import page_of, way_back
from pages.forms import AGAIN, TYPED
from responsibility.organisation.sign_in.forms import FirstPasswordForm, SignInForm
from responsibility.organisation.sign_in.passed import Passed
from responsibility.organisation.sign_in.typed import Typed

PAGES = "responsibility/organisation"


def show_door(
    request, form, *, status: int, typed: Typed | None, back: str, notice: str = ""
) -> HttpResponse:
    """The page to sign in on; `typed` is carried in it, `back` where to go on afterwards."""
    context = {"form": form, "next": back, "typed": typed, "notice": notice}
    response = render(request, f"{PAGES}/sign_in.html", context, status=status)
    add_never_cache_headers(response)
    return response


def ask_code(request, form, *, passed: Passed, typed: Typed | None, back: str) -> HttpResponse:
    """The page after the password that asks for the code; no session yet. It carries `typed` and
    `back` as the door does."""
    context = {"form": form, "next": back, "typed": typed, "passed": passed}
    response = render(request, f"{PAGES}/sign_in_code.html", context, status=status_of(form))
    add_never_cache_headers(response)
    return response


def stopped(request) -> HttpResponse:
    """In the place of what somebody signed out has sent: the door, with what was typed.

    A script is told by the status alone and sends the whole page after (static/ui/ui.js).
    """
    if request.wants_part:
        return HttpResponse(status=401)
    typed, notice = Typed.of(request), _("The session has ended. Sign in to go on.")
    if typed is None:
        notice = _(
            "The session has ended. What you sent is too long to be carried along: go back in "
            "the browser, copy it, and sign in."
        )
    elif typed.words:
        notice = _("The session has ended. What you typed comes back once you have signed in.")
    return show_door(
        request, SignInForm(), status=401, typed=typed, back=page_of(request), notice=notice
    )


def choose_password(
    request, form, *, status: int = 200, typed: Typed | None = None, back: str = ""
) -> HttpResponse:
    """The page on which a password is chosen; it carries `typed` and `back` as the door does."""
    context = {"form": form, "next": back, "typed": typed}
    return render(request, f"{PAGES}/password_change.html", context, status=status)


def password_first(request) -> HttpResponse:
    """In the place of what was sent before an own password was chosen: the page to do so, with
    what was typed. A script is told by the status alone, as `stopped` does."""
    if request.wants_part:
        return HttpResponse(status=401)
    form, typed = FirstPasswordForm(request.user), Typed.of(request)
    return choose_password(request, form, status=401, typed=typed, back=page_of(request))


def ask_to_go_on(request, typed: Typed, *, status: int = 200) -> HttpResponse:
    """What was typed, for the person signed in by now to send: nothing is done by itself."""
    context = {"typed": typed, "again": (AGAIN, TYPED), "back": way_back(request, "home")}
    response = render(request, f"{PAGES}/go_on.html", context, status=status)
    add_never_cache_headers(response)
    return response


def is_the_door(address: str) -> bool:
    """Whether `address` leads to the door and back (as `login_required` does)."""
    return address.startswith(resolve_url("sign-in") + "?")


def door_back_to(page: str | None) -> str:
    """The door, and `page` afterwards."""
    return resolve_url("sign-in") + (f"?next={quote(page)}" if page else "")
