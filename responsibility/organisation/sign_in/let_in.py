"""What happens once somebody is let in: the session, and where to go."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from pages.back import way_back
from pages.templatetags.look import instant
from responsibility.organisation.devices.known import Browser
from responsibility.organisation.devices.note import note_device
from responsibility.organisation.people.given import GivenPassword, given_to
from responsibility.organisation.second_factor.factor import must_set_up
from responsibility.organisation.second_factor.forms import SetUpForm
from responsibility.organisation.second_factor.page import show_set_up
from responsibility.organisation.sign_in.confirm import note_entered
from responsibility.organisation.sign_in.door import ask_to_go_on, choose_password
from responsibility.organisation.sign_in.forms import FirstPasswordForm
from responsibility.organisation.sign_in.typed import Typed


def let_in(request, user, typed: Typed | None, *, trusted: bool, browser: Browser):
    """Begin a session of `user`, who was admitted, on `browser`; the answer leads on."""
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
    response = onward(request, typed)
    browser.remember(response, user=user)
    return response


def onward(request, typed: Typed | None):
    """Where who is signed in goes: to an own password and a second factor, where these are still
    missing, with what was `typed`; then to that, or to the page `next`."""
    if typed and typed.is_by(request.user):
        if request.user.must_change_password:
            form, back = FirstPasswordForm(request.user), way_back(request, "home")
            return choose_password(request, form, typed=typed, back=back)
        if must_set_up(request.user, at=request.now):
            back = way_back(request, "home")
            return show_set_up(request, SetUpForm(), typed=typed, back=back)
        return ask_to_go_on(request, typed)
    if typed:
        messages.warning(request, _("What was typed before belongs to another account."))
    return redirect(way_back(request, settings.LOGIN_REDIRECT_URL))


def _say_who_gave(request, given: GivenPassword) -> None:
    """The person concerned is told of a reset, also of one that nobody asked for."""
    if given.given_by:
        sentence = _(
            "%(person)s gave you this password, %(time)s. If you did not ask for it, say so."
        )
        when = instant(given.given_at, request.now)
        messages.warning(request, sentence % {"person": given.given_by, "time": when})
