"""One's own second factor: setting it up, recovery codes, turning it off. Views."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from pages.answer import ASK, press, status_of
from pages.back import way_back
from responsibility.organisation.devices.note import keep_session
from responsibility.organisation.second_factor.factor import factor_of
from responsibility.organisation.second_factor.forms import SetUpForm
from responsibility.organisation.second_factor.page import show_codes, show_factor, show_set_up
from responsibility.organisation.second_factor.set_up import (
    ask_everywhere,
    renew_recovery_codes,
    set_up_factor,
    turn_off_factor,
)
from responsibility.organisation.sign_in.again import asks_password
from responsibility.organisation.sign_in.typed import Typed


@sensitive_post_parameters("code")
@never_cache
@require_http_methods(ASK)
@login_required
@asks_password
def second_factor(request: HttpRequest) -> HttpResponse:
    """The own second factor; where there is none, the page to set it up, which answers with the
    recovery codes."""
    if factor_of(request.user):
        if request.method != "POST":
            return show_factor(request)
        messages.warning(request, _("A second factor is set up already."))
        return redirect("second-factor")
    typed = Typed.unsealed(request.POST.get("typed", ""))
    back = way_back(request, "home")
    form = SetUpForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        this, by, now = request.session.session_key, request.actor, request.now
        if codes := form.carry_out(set_up_factor, this=this, by=by, now=now):
            keep_session(request.session, user=request.user)
            return show_codes(request, codes, typed=typed, back=back)
    return show_set_up(request, form, status=status_of(form), typed=typed, back=back)


@never_cache
@require_POST
@login_required
@asks_password
def second_factor_codes(request: HttpRequest) -> HttpResponse:
    """New recovery codes, shown once in the answer."""
    _with_factor(request)
    codes = press(request, renew_recovery_codes)
    if not codes:
        return redirect("second-factor")
    return show_codes(request, codes, typed=None, back=redirect("second-factor").url)


@require_POST
@login_required
@asks_password
def second_factor_off(request: HttpRequest) -> HttpResponse:
    _with_factor(request)
    press(request, turn_off_factor, say=_("The second factor is turned off."))
    return redirect("second-factor")


@require_POST
@login_required
def second_factor_everywhere(request: HttpRequest) -> HttpResponse:
    """Ask for the code on every device again."""
    _with_factor(request)
    press(request, ask_everywhere, say=_("The code is asked for on every device again."))
    return redirect("second-factor")


def _with_factor(request) -> None:
    """404 for who has set none up."""
    if factor_of(request.user) is None:
        raise Http404
