"""The pages on which an appointment gets its last day, and an account is closed, with all that
changes by it."""

from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pages.answer import ASK, done, status_of
from pages.days import day_of
from responsibility.organisation.dated.forms import LastDayForm
from responsibility.organisation.people.close_account import close_account
from responsibility.organisation.people.forms import CloseAccountForm
from responsibility.organisation.people.models import User
from responsibility.organisation.posts.appoint import end_appointment
from responsibility.organisation.posts.leaving import Leaving
from responsibility.organisation.posts.models import Appointment
from responsibility.organisation.sign_in.again import asks_password
from responsibility.tasks.leaving.account import Left, account_left
from responsibility.tasks.leaving.changes import changes_of

PAGES = "responsibility/tasks/leaving"


@require_http_methods(ASK)
@login_required
def appointment_end(request: HttpRequest, pk: int) -> HttpResponse:
    """The last day of the appointment `pk`; what a day changes is shown before it is entered."""
    rows = Appointment.objects.managed_by(request.user, at=request.now).kept()
    row = get_object_or_404(rows.select_related("user", "post__unit", "post__role_kind"), pk=pk)
    # A later day than before gives rights.
    page = asks_password(_answer) if _form(request, row).lengthens() else _answer
    return page(request, row)


def _form(request: HttpRequest, row: Appointment) -> LastDayForm:
    shown = request.GET if "last_on" in request.GET else None
    sent = request.POST if request.method == "POST" else shown
    return LastDayForm(sent, row=row, today=day_of(request.now))


def _answer(request: HttpRequest, row: Appointment) -> HttpResponse:
    form = _form(request, row)
    last_on = form.today
    if form.is_bound:
        last_on = form.cleaned_data["last_on"] if form.is_valid() else None
    if request.method == "POST" and (last_on is None or form.cleaned_data["seen"] == last_on):
        act = {"appointment_id": row.pk, "by": request.actor, "now": request.now}
        if form.carry_out(end_appointment, **act):
            return done(request, _("The last day is entered."), "post", row.post_id)
    again = request.method == "POST" and not form.errors
    return _page(request, form, row, last_on, again=again)


def _page(request, form: LastDayForm, row: Appointment, last_on, *, again: bool) -> HttpResponse:
    """`again`: the day was sent before what it changes was shown."""
    stands = last_on and last_on >= row.period.lower
    leaving = Leaving(appointment=row, last_on=last_on, now=request.now) if stands else None
    context = {
        "form": form,
        "row": row,
        "last_on": last_on,
        "changes": changes_of(leaving) if leaving else [],
        "notes": form.of_days_gone_by(last_on),
        "again": again,
    }
    if request.wants_part:
        return render(request, f"{PAGES}/_changes.html", context)
    return render(request, f"{PAGES}/leave.html", context, status=status_of(form))


@require_http_methods(ASK)
@login_required
def person_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close the account `pk`; what that changes at each post is shown before."""
    managed = User.objects.managed_by(request.user, at=request.now).exclude(pk=request.user.pk)
    person = get_object_or_404(managed, pk=pk, is_active=True)
    form = _account_form(request)
    last_on = form.day_shown
    if request.method == "POST" and (last_on is None or form.cleaned_data["seen"] == last_on):
        act = {"user_id": pk, "by": request.actor, "now": request.now}
        if form.carry_out(close_account, **act):
            return done(request, _("The account is closed."), "person", pk)
    context = {
        "form": form,
        "person": person,
        "last_on": last_on,
        "left": _left(request, person, last_on) if last_on else [],
        "again": request.method == "POST" and not form.errors,
    }
    if request.wants_part:
        return render(request, f"{PAGES}/_left.html", context)
    return render(request, f"{PAGES}/close_account.html", context, status=status_of(form))


def _left(request: HttpRequest, person: User, last_on: date) -> list[Left]:
    return account_left(person, last_on, to=request.user, now=request.now)


def _account_form(request: HttpRequest) -> CloseAccountForm:
    shown = request.GET if "last_on" in request.GET else None
    sent = request.POST if request.method == "POST" else shown
    return CloseAccountForm(sent, today=day_of(request.now))
