"""The door: signing in and out, the language, the own password. Views."""

from math import ceil
from urllib.parse import quote

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import PasswordChangeForm
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST
from django.views.i18n import set_language
from django_htmx.http import HttpResponseClientRedirect

from responsibility.organisation.admit import NotAdmitted, admit
from responsibility.organisation.change_password import change_password
from responsibility.organisation.sign_in_attempts import TooManyAttempts
from responsibility.organisation.sign_in_forms import SignInForm

PAGES = "responsibility/organisation"


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request):
    """The sign-in page; back to `next` afterwards, where that is a page of ours."""
    if request.wants_part:
        return HttpResponseClientRedirect(_door_back_to(request.htmx.current_url_abs_path))
    if request.user.is_authenticated:
        return redirect(_wanted_page(request))
    form = SignInForm(request.POST or None)
    if request.method != "POST":
        return render(request, f"{PAGES}/sign_in.html", _context(request, form))
    status = _try_the_door(request, form)
    if status is None:
        return redirect(_wanted_page(request))
    response = render(request, f"{PAGES}/sign_in.html", _context(request, form), status=status)
    if status == 429:
        response.headers["Retry-After"] = str(form.wait_seconds)
    return response


def _try_the_door(request, form) -> int | None:
    """Sign in; None when that worked, else the status of the page that says why not."""
    if not form.is_valid():
        return 422
    try:
        user = admit(**form.cleaned_data, address=request.actor.address, now=request.now)
    except TooManyAttempts as refusal:
        form.wait_seconds = ceil((refusal.until - request.now).total_seconds())
        form.add_error(None, _wait_sentence(form.wait_seconds))
        return 429
    except NotAdmitted as refusal:
        form.add_error("password", str(refusal))
        return 422
    login(request, user)
    return None


def _wait_sentence(seconds: int) -> str:
    minutes = ceil(seconds / 60)
    return ngettext(
        "Too many attempts. Try again in %(minutes)d minute.",
        "Too many attempts. Try again in %(minutes)d minutes.",
        minutes,
    ) % {"minutes": minutes}


def _context(request, form) -> dict:
    return {"form": form, "next": request.POST.get("next") or request.GET.get("next", "")}


def _wanted_page(request) -> str:
    wanted = request.POST.get("next") or request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if ours else resolve_url(settings.LOGIN_REDIRECT_URL)


def _door_back_to(page: str | None) -> str:
    """A fragment was asked for after the session had ended: the whole page goes to the door."""
    return resolve_url("sign-in") + (f"?next={quote(page)}" if page else "")


@require_POST
def sign_out(request):
    """End the session."""
    logout(request)
    return redirect("sign-in")


@require_POST
def language(request):
    """Remember the chosen language in a cookie and go back to the page."""
    return set_language(request)


@sensitive_post_parameters()
@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def password_change(request):
    """Change one's own password; this session stays, all others end."""
    form = PasswordChangeForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        password = form.cleaned_data["new_password1"]
        change_password(password=password, by=request.actor, now=request.now)
        update_session_auth_hash(request, request.user)
        messages.success(request, _("The password is changed. Other devices are signed out."))
        return redirect("home")
    status = 422 if form.errors else 200
    return render(request, f"{PAGES}/password_change.html", {"form": form}, status=status)
