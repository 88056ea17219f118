"""People: the list, one person, and the account. Views for the commission office, and for the
system administrator, who keeps the accounts."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_list_or_404, get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pages.answer import ASK, NEXT, done, form_page, press
from pages.listing.views import list_page
from responsibility.organisation.devices.end import sign_out_person
from responsibility.organisation.people.close_account import reopen_account
from responsibility.organisation.people.forms import (
    NewPasswordForm,
    PersonForm,
    ShowNumberForm,
)
from responsibility.organisation.people.given import given_to, release_password
from responsibility.organisation.people.kept import counties_kept
from responsibility.organisation.people.listing import PeopleListing
from responsibility.organisation.people.models import User
from responsibility.organisation.people.register import change_person, register_person
from responsibility.organisation.people.reset_password import reset_password
from responsibility.organisation.people.show_number import show_number_of
from responsibility.organisation.people.with_posts import people_with_posts
from responsibility.organisation.posts.models import Appointment, Membership
from responsibility.organisation.second_factor.factor import factor_of
from responsibility.organisation.sign_in.again import asks_password
from responsibility.organisation.standing import standing_of

PAGES = "responsibility/organisation"

SUGGESTED = 12


@require_safe
@login_required
def people(request):
    """Everybody of the county by name, with their posts."""
    _keepers_only(request)
    keeps_units = bool(standing_of(request.user, at=request.now).office_counties)
    return list_page(request, PeopleListing, keeps_units=keeps_units)


@require_safe
@login_required
def people_suggest(request):
    """Options for a field that asks for a person, whatever the field is called."""
    _keepers_only(request)
    typed = next(iter(request.GET.values()), "").strip()
    found = people_with_posts(request.user, at=request.now).filter(is_active=True)
    found = found.matching(typed)[:SUGGESTED] if typed else found.none()
    return render(request, f"{PAGES}/_people_found.html", {"found": found})


@require_safe
@login_required
def person(request, pk):
    """One person: the account, and every post held or belonged to."""
    return _page(request, _person(request, pk))


def _page(request, person: User, *, number: str = ""):
    user, now = request.user, request.now
    appointments = Appointment.objects.visible_to(user, at=now).filter(user=person).kept()
    memberships = Membership.objects.visible_to(user, at=now).filter(user=person).kept()
    context = {
        "person": person,
        "number": number,
        "keeps_units": bool(standing_of(user, at=now).office_counties),
        "given": given_to(person),
        "has_factor": factor_of(person) is not None,
        "kept": person in User.objects.managed_by(user, at=now).filter(pk=person.pk),
        "appointments": appointments.select_related("post__unit").order_by("-period"),
        "memberships": memberships.select_related("post__unit").order_by("-period"),
    }
    return render(request, f"{PAGES}/person.html", context)


@never_cache
@require_http_methods(ASK)
@login_required
@asks_password
def person_register(request):
    """Register a person; the answer shows the first password, once."""
    _keepers_only(request)
    counties = counties_kept(request.actor, now=request.now)
    form = PersonForm(request.POST or None, counties=counties)
    if request.method == "POST":
        registered = form.carry_out(register_person, by=request.actor, now=request.now)
        if registered and NEXT in request.POST:
            text = _("%(person)s is registered. First passwords are given from the list.")
            return done(request, text % {"person": registered[0]}, "people")
        if registered:
            person, password = registered
            return _password_once(request, person, password)
    title, back = _("Register a person"), reverse("people")
    return form_page(request, form, title=title, submit=title, back=back, one_of_many=True)


@require_http_methods(ASK)
@login_required
@asks_password
def person_change(request, pk):
    person = _kept(request, pk)
    initial = {name: getattr(person, name) for name in ("name", "pinyin", "staff_number")}
    initial["phone"] = person.masked_phone  # in full it is shown by an act that is noted
    form = PersonForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.carry_out(
        change_person, user_id=pk, by=request.actor, now=request.now
    ):
        return done(request, _("The change is saved."), "person", pk)
    return form_page(
        request,
        form,
        title=_("Change %(person)s") % {"person": person},
        submit=_("Save the change"),
        back=reverse("person", args=[pk]),
    )


@never_cache
@require_http_methods(ASK)
@login_required
@asks_password
def person_password(request, pk):
    """A new password, shown once in the answer."""
    person = get_object_or_404(_managed(request).exclude(pk=request.user.pk), pk=pk)
    form = NewPasswordForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        password = form.carry_out(reset_password, user_id=pk, by=request.actor, now=request.now)
        if password:
            return _password_once(request, person, password)
    return form_page(
        request,
        form,
        title=_("A new password for %(person)s") % {"person": person},
        submit=_("Give a new password"),
        back=reverse("person", args=[pk]),
        notes=[
            _("The old password ends, and the person is signed out everywhere."),
            _(
                "The new one opens the account on the person's own devices. For another device a "
                "second person who keeps accounts has to release it."
            ),
        ],
    )


@require_POST
@login_required
@asks_password
def person_reopen(request, pk):
    get_object_or_404(_managed(request), pk=pk, is_active=False)
    reopen_account(user_id=pk, by=request.actor, now=request.now)
    return done(request, _("The account is open again. Give a new password."), "person", pk)


@never_cache
@require_http_methods(ASK)
@login_required
@asks_password
def person_number(request, pk):
    """The number in full, for a purpose that is noted: on the person's page, in this answer."""
    person = get_object_or_404(_managed(request).exclude(phone=""), pk=pk)
    form = ShowNumberForm(request.POST or None)
    if request.method == "POST":
        act = {"user_id": pk, "by": request.actor, "now": request.now}
        if number := form.carry_out(show_number_of, **act):
            return _page(request, person, number=number)
    return form_page(
        request,
        form,
        title=_("Show the number of %(person)s") % {"person": person},
        submit=_("Show the number"),
        back=reverse("person", args=[pk]),
    )


@require_POST
@login_required
@asks_password
def person_release(request, pk):
    """Let a password that a colleague gave open the account on any device."""
    get_object_or_404(_managed(request).exclude(pk=request.user.pk), pk=pk, is_active=True)
    press(request, release_password, say=_("The password is released."), user_id=pk)
    return redirect("person", pk)


@require_POST
@login_required
def person_sign_out(request, pk):
    """End all sessions of a person, whose password stays."""
    get_object_or_404(_managed(request).exclude(pk=request.user.pk), pk=pk)
    sign_out_person(user_id=pk, by=request.actor, now=request.now)
    return done(request, _("The person is signed out everywhere."), "person", pk)


def _keepers_only(request) -> None:
    """404 for who keeps no accounts."""
    get_list_or_404(counties_kept(request.actor, now=request.now))


def _person(request, pk) -> User:
    _keepers_only(request)
    return get_object_or_404(User.objects.visible_to(request.user, at=request.now), pk=pk)


def _managed(request):
    _keepers_only(request)
    return User.objects.managed_by(request.user, at=request.now)


def _kept(request, pk) -> User:
    return get_object_or_404(_managed(request), pk=pk)


def _password_once(request, person: User, password: str):
    context = {"person": person, "password": password}
    return render(request, f"{PAGES}/password_once.html", context)
