"""Who has not signed in yet, and first passwords for them on slips to print. Views."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_list_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from pages.answer import status_of
from pages.listing.views import list_page
from responsibility.organisation.first_passwords.forms import FirstPasswordsForm
from responsibility.organisation.first_passwords.give import (
    give_first_passwords,
    not_signed_in,
)
from responsibility.organisation.first_passwords.listing import NotSignedInListing
from responsibility.organisation.people.given import HOLDS
from responsibility.organisation.people.kept import counties_kept
from responsibility.organisation.sign_in.again import asks_password
from responsibility.organisation.standing import standing_of

PAGES = "responsibility/organisation/first_passwords"


@require_safe
@login_required
def first_passwords(request: HttpRequest) -> HttpResponseBase:
    """Everybody of the county whose account nobody has signed in with yet."""
    _keepers_only(request)
    keeps_units = bool(standing_of(request.user, at=request.now).office_counties)
    return list_page(request, NotSignedInListing, keeps_units=keeps_units)


@never_cache
@require_POST
@login_required
@asks_password
def first_passwords_give(request: HttpRequest) -> HttpResponse:
    """A question first; with the number of its form the passwords are given, and the answer is the
    slips to print."""
    _keepers_only(request)
    if "nonce" not in request.POST:
        return _ask(request, NotSignedInListing.chosen(request))
    form = FirstPasswordsForm(request.POST)
    act = {"by": request.actor, "now": request.now}
    if slips := form.carry_out(give_first_passwords, **act):
        return render(
            request, f"{PAGES}/slips.html", {"slips": slips, "address": settings.PUBLIC_ADDRESS}
        )
    return _ask(request, not_signed_in(request.user, at=request.now).none(), form)


def _ask(request, chosen, form=None) -> HttpResponse:
    people = list(chosen.order_by("pinyin", "pk"))
    ids = " ".join(str(person.pk) for person in people)
    form = form or FirstPasswordsForm(initial={"people": ids})
    context = {"form": form, "people": people, "notes": _notes(people, now=request.now)}
    return render(request, f"{PAGES}/give.html", context, status=status_of(form))


def _notes(people: Sequence[Any], *, now: datetime) -> list[str]:
    """What the act will do, in sentences."""
    notes = [
        _("Each person gets a password of their own, printed on a slip. It is shown once, and "
          "kept nowhere."),
        _("It is changed at the first sign-in, and valid for %(days)d days.")
        % {"days": HOLDS.days},
    ]  # fmt: skip
    if ending := sum(1 for one in people if one.given_at and one.given_at > now - HOLDS):
        sentence = ngettext(
            "%(count)d person has a password that still holds: it ends.",
            "%(count)d people have a password that still holds: it ends.",
            ending,
        )
        notes.append(sentence % {"count": ending})
    return notes


def _keepers_only(request) -> None:
    """404 for who keeps no accounts."""
    get_list_or_404(counties_kept(request.actor, now=request.now))
