"""The door: signing in and out, the language, the own password. Views."""

from datetime import timedelta
from math import ceil

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
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
from pages.templatetags.look import instant
from responsibility.organisation.devices.known import Browser
from responsibility.organisation.devices.note import device_of, keep_device, note_device
from responsibility.organisation.people.given import GivenPassword, given_to
from responsibility.organisation.sign_in.admit import admit
from responsibility.organisation.sign_in.attempts import TooManyAttempts
from responsibility.organisation.sign_in.change_password import change_password
from responsibility.organisation.sign_in.confirm import note_entered
from responsibility.organisation.sign_in.door import (
    ask_to_go_on,
    choose_password,
    door_back_to,
    show_door,
)
from responsibility.organisation.sign_in.forms import FirstPasswordForm, OwnPasswordForm, SignInForm
from responsibility.organisation.sign_in.leave import note_leaving
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
        return _onward(request, typed)
    form = SignInForm(request.POST or None)
    if request.method == "POST":
        try:
            user = form.carry_out(
                admit,
                address=request.actor.address,
                browser=Browser.of(request),
                now=request.now,
            )
        except TooManyAttempts as refusal:
            return _ask_to_wait(request, form, typed, refusal.until - request.now)
        if user:
            return _let_in(request, user, typed, trusted=form.cleaned_data["trusted"])
    return _door(request, form, typed, status=status_of(form))


def _let_in(request, user, typed: Typed | None, *, trusted: bool):
    login(request, user)
    note_entered(request.session, now=request.now)
    note_device(
        session=request.session,
        user=user,
        agent=request.headers.get("User-Agent", ""),
        trusted=trusted,
        now=request.now,
    )
    if given := given_to(user):
        _say_who_gave(request, given)
    response = _onward(request, typed)
    Browser.of(request).remember(response, user=user)
    return response


def _say_who_gave(request, given: GivenPassword) -> None:
    """The person concerned is told of a reset, also of one that nobody asked for."""
    if given.given_by:
        said = _("%(person)s gave you this password, %(time)s. If you did not ask for it, say so.")
        when = instant(given.given_at, request.now)
        messages.warning(request, said % {"person": given.given_by, "time": when})


def _onward(request, typed: Typed | None):
    if typed and typed.is_by(request.user):
        if request.user.must_change_password:
            form, back = FirstPasswordForm(request.user), way_back(request, "home")
            return choose_password(request, form, typed=typed, back=back)
        return ask_to_go_on(request, typed)
    if typed:
        messages.warning(request, _("What was typed before belongs to another account."))
    return redirect(way_back(request, settings.LOGIN_REDIRECT_URL))


def admin_door(request, extra_context=None):
    """Django's admin has no door of its own: it would count no attempts and note no device."""
    if request.user.is_authenticated:
        return redirect("home")
    return redirect(door_back_to(way_back(request, "/")))


def _door(request, form, typed: Typed | None, *, status: int):
    back = request.POST.get("next") or request.GET.get("next", "")
    return show_door(request, form, status=status, typed=typed, back=back)


def _ask_to_wait(request, form, typed: Typed | None, wait: timedelta):
    form.add_error(None, in_words(wait))
    response = _door(request, form, typed, status=429)
    response.headers["Retry-After"] = str(ceil(wait.total_seconds()))
    return response


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
            return ask_to_go_on(request, typed)
        return redirect(
            way_back(request, "home" if kind is FirstPasswordForm else "password-change")
        )
    back = request.POST.get("next", "")
    return choose_password(request, form, status=status_of(form), typed=typed, back=back)
