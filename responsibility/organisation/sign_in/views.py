"""The door: signing in and out, the language, the own password. Views."""

from datetime import timedelta
from math import ceil

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST
from django.views.i18n import set_language
from django_htmx.http import HttpResponseClientRedirect

from pages.answer import ASK, status_of
from pages.back import way_back
from pages.frame.size import remember
from responsibility.organisation.devices.known import Browser
from responsibility.organisation.devices.note import device_of, keep_device
from responsibility.organisation.second_factor.forms import CodeForm
from responsibility.organisation.sign_in.admit import CodeNeeded, admit, admit_by_code
from responsibility.organisation.sign_in.attempts import TooManyAttempts
from responsibility.organisation.sign_in.change_password import change_password
from responsibility.organisation.sign_in.confirm import note_entered
from responsibility.organisation.sign_in.door import (
    ask_code,
    choose_password,
    door_back_to,
    show_door,
)
from responsibility.organisation.sign_in.forms import FirstPasswordForm, OwnPasswordForm, SignInForm
from responsibility.organisation.sign_in.leave import note_leaving
from responsibility.organisation.sign_in.let_in import let_in, onward
from responsibility.organisation.sign_in.passed import Passed
from responsibility.organisation.sign_in.typed import Typed
from responsibility.organisation.sign_in.wait import in_words


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(ASK)
def sign_in(request):
    """The sign-in page; afterwards what was typed when signed out, or the page `next`."""
    if request.wants_part:
        return HttpResponseClientRedirect(door_back_to(request.htmx.current_url_abs_path))
    typed = Typed.unsealed(request.POST.get("typed", ""))
    if request.user.is_authenticated:
        return onward(request, typed)
    form, browser = SignInForm(request.POST or None), Browser.of(request)
    if request.method == "POST":
        here = {"address": request.actor.address, "browser": browser, "now": request.now}
        try:
            user = form.carry_out(admit, **here)
        except TooManyAttempts as refusal:
            wait = refusal.until - request.now
            form.add_error(None, in_words(wait))
            return _to_wait(_door(request, form, typed), wait)
        except CodeNeeded as asked:
            passed = Passed(asked.user, form.cleaned_data["trusted"])
            return ask_code(request, CodeForm(), passed=passed, typed=typed, back=_wanted(request))
        if user:
            trusted = form.cleaned_data["trusted"]
            return let_in(request, user, typed, trusted=trusted, browser=browser)
    return _door(request, form, typed)


@sensitive_post_parameters("code")
@never_cache
@require_http_methods(ASK)
def sign_in_code(request):
    """The code after the password; the page stands at this address only once it was sent."""
    typed = Typed.unsealed(request.POST.get("typed", ""))
    if request.user.is_authenticated:
        return onward(request, typed)
    if request.method != "POST":
        return redirect("sign-in")
    passed = Passed.unsealed(request.POST.get("passed", ""))
    if passed is None:
        notice = _("The page had been open for too long. Enter your password again.")
        return _door(request, SignInForm(), typed, status=403, notice=notice)
    form, browser = CodeForm(request.POST), Browser.of(request).marked()
    here = {"address": request.actor.address, "browser": browser, "now": request.now}
    page = {"passed": passed, "typed": typed, "back": _wanted(request)}
    try:
        user = form.carry_out(admit_by_code, passed=passed, **here)
    except TooManyAttempts as refusal:
        wait = refusal.until - request.now
        form.add_error(None, in_words(wait))
        return _to_wait(ask_code(request, form, **page), wait)
    if user:
        return let_in(request, user, typed, trusted=passed.trusted, browser=browser)
    return ask_code(request, form, **page)


def admin_door(request, extra_context=None):
    """Django's admin has no door of its own: it would count no attempts and note no device."""
    if request.user.is_authenticated:
        return redirect("home")
    return redirect(door_back_to(way_back(request, "/")))


def _door(request, form, typed: Typed | None, *, status: int | None = None, notice: str = ""):
    status, back = status or status_of(form), _wanted(request)
    return show_door(request, form, status=status, typed=typed, back=back, notice=notice)


def _to_wait(response, wait: timedelta):
    """The same answer to who made too many attempts."""
    response.status_code = 429
    response.headers["Retry-After"] = str(ceil(wait.total_seconds()))
    return response


def _wanted(request) -> str:
    return request.POST.get("next") or request.GET.get("next", "")


@require_POST
def sign_out(request):
    """End the session."""
    if request.user.is_authenticated:
        note_leaving(by=request.actor, now=request.now)
    logout(request)
    return redirect("sign-in")


@require_POST
def language(request):
    """Remember the chosen language in a cookie and go back to the page."""
    return set_language(request)


@require_POST
def text_size(request):
    """Remember in a cookie whether large type is wanted, and go back to the page."""
    response = redirect(way_back(request, "/"))
    remember(response, request.POST.get("size", ""), secure=settings.SESSION_COOKIE_SECURE)
    return response


@sensitive_post_parameters()
@never_cache
@login_required
@require_http_methods(ASK)
def password_change(request):
    """Change one's own password; this session stays, all others end."""
    typed = Typed.unsealed(request.POST.get("typed", ""))
    kind = FirstPasswordForm if request.user.must_change_password else OwnPasswordForm
    form = kind(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        password = form.cleaned_data["new_password1"]
        change_password(
            password=password,
            this=request.session.session_key,
            by=request.actor,
            now=request.now,
        )
        note_entered(request.session, now=request.now)
        device = device_of(request.session)
        update_session_auth_hash(request, request.user)
        keep_device(device, session=request.session)
        messages.success(request, _("The password is changed. Other devices are signed out."))
        if typed and typed.is_by(request.user):
            return onward(request, typed)
        return redirect(
            way_back(request, "home" if kind is FirstPasswordForm else "password-change")
        )
    back = request.POST.get("next", "")
    return choose_password(request, form, status=status_of(form), typed=typed, back=back)
