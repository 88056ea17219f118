"""The page of one's own second factor, and the one on which it has to be set up first."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from pages.back import page_of
from pages.qr import qr_inline
from responsibility.organisation.devices.remembered import remembered
from responsibility.organisation.second_factor.codes import new_device, secret_of
from responsibility.organisation.second_factor.factor import factor_of, must_have, recovery_left
from responsibility.organisation.second_factor.forms import SetUpForm
from responsibility.organisation.sign_in.typed import Typed

PAGES = "responsibility/organisation/second_factor"


def show_set_up(
    request, form: SetUpForm, *, status: int = 200, typed: Typed | None = None, back: str = ""
) -> HttpResponse:
    """The page with the QR code; it carries `typed` and `back` as the door does."""
    nonce = form.number
    device = new_device(request.user, nonce)
    context = {
        "form": form,
        "nonce": nonce,
        "qr": qr_inline(device.config_url),
        "secret": secret_of(device),
        "must": must_have(request.user, at=request.now),
        "typed": typed,
        "next": back,
    }
    response = render(request, f"{PAGES}/set_up.html", context, status=status)
    add_never_cache_headers(response)
    return response


def set_up_before(request) -> HttpResponse:
    """In the place of what was sent before a second factor was set up: the page to do so, with
    what was typed. A script is told by the status alone, as the door does (sign_in/door.py)."""
    if request.wants_part:
        return HttpResponse(status=401)
    typed = Typed.of(request)
    return show_set_up(request, SetUpForm(), status=401, typed=typed, back=page_of(request))


def show_factor(request) -> HttpResponse:
    """The page of a second factor that is set up."""
    context = {
        "factor": factor_of(request.user),
        "left": recovery_left(request.user),
        "browsers": remembered(request.user, at=request.now).count(),
        "must": must_have(request.user, at=request.now),
    }
    return render(request, f"{PAGES}/factor.html", context)


def show_codes(request, codes: list[str], *, typed: Typed | None, back: str) -> HttpResponse:
    """The recovery codes, once."""
    context = {"codes": codes, "typed": typed, "next": back}
    return render(request, f"{PAGES}/codes.html", context)
