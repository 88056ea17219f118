"""Transfers: entering one, one that was entered, all of them. Views for the commission office."""

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pages.answer import ASK, done, form_page, status_of
from pages.days import day_of
from pages.listing.views import list_page
from responsibility.organisation.dated.forms import TakeBackForm
from responsibility.organisation.guard import offices_of
from responsibility.organisation.people.models import User
from responsibility.organisation.posts.models import Appointment, Post
from responsibility.organisation.sign_in.again import asks_password
from responsibility.tasks.transfers.forms import ChoicesForm, TransferForm
from responsibility.tasks.transfers.listing import TransferListing, state_of
from responsibility.tasks.transfers.models import Transfer
from responsibility.tasks.transfers.plan import Plan
from responsibility.tasks.transfers.restore import restore_transfer
from responsibility.tasks.transfers.take_back import take_back_transfer
from responsibility.tasks.transfers.transfer import transfer

PAGES = "responsibility/tasks/transfers"


@require_safe
@login_required
def transfers(request: HttpRequest):
    """All transfers of the county."""
    offices_of(request)
    return list_page(request, TransferListing)


@require_http_methods(ASK)
@login_required
@asks_password
def transfer_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Who holds a post by the appointment `pk` goes elsewhere; what changes is shown first."""
    appointments = Appointment.objects.managed_by(request.user, at=request.now).now_or_later(
        at=request.now
    )
    held = get_object_or_404(
        appointments.select_related("user", "post__unit", "post__role_kind"), pk=pk
    )
    today = day_of(request.now)
    posts = Post.objects.managed_by(request.user, at=request.now).standing_on(today)
    posts = posts.filter(role_kind__collective=False).exclude(pk=held.post_id)
    people = User.objects.visible_to(request.user, at=request.now).filter(is_active=True)
    form = TransferForm(
        request.POST or None,
        posts=posts.with_people(at=request.now),
        people=people.exclude(pk=held.user_id),
        today=today,
    )
    plan = choices = None
    if request.method == "POST" and form.is_valid():
        plan, choices, made = _answer(request, form, held)
        if made:
            return done(request, _("The transfer is entered."), "transfer", made.pk)
    context = {"form": form, "held": held, "plan": plan, "choices": choices}
    context["title"] = _("Transfer of %(person)s") % {"person": held.user}
    shown = [form] if choices is None else [form, choices]
    return render(request, f"{PAGES}/new.html", context, status=status_of(*shown))


def _answer(request, form: TransferForm, held: Appointment):
    """The plan of what was sent with its choices, and what was made of it if it had been shown. A
    plan that is refused is not shown."""
    wanted = form.cleaned_data
    about = {"post": wanted["post"], "follower": wanted["follower"], "first_on": wanted["first_on"]}
    plan = Plan(held=held, now=request.now, **about)
    shown = wanted["seen"] == plan.mark
    choices = ChoicesForm(request.POST if shown else None, plan=plan)
    if shown and not choices.is_valid():
        return plan, choices, None
    chosen = choices.cleaned_data if shown else choices.as_shown
    with transaction.atomic():
        act = {"appointment_id": held.pk, "by": request.actor, "now": request.now}
        made = form.carry_out(transfer, **act, **chosen)
        transaction.set_rollback(not shown)
    if not made and not shown:
        return None, None, None
    return plan, choices, made if shown else None


@require_safe
@login_required
def transfer_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One transfer: what it ended and began, and whether it was taken back."""
    transfers = Transfer.objects.managed_by(request.user, at=request.now).with_names()
    made = get_object_or_404(transfers.select_related("taken_back_by"), pk=pk)
    entries = ("appointment", "membership")
    steps = made.steps.select_related(*(f"{one}__{of}" for one in entries for of in OF))
    context = {
        "title": _("Transfer of %(person)s") % {"person": made.person},
        "made": made,
        "state": state_of(made, request.now),
        "ended": [step for step in steps if not step.began],
        "began": [step for step in steps if step.began],
    }
    return render(request, f"{PAGES}/transfer.html", context)


OF = ("user", "post__unit")


@require_http_methods(ASK)
@login_required
@asks_password
def transfer_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the transfer `pk` back as one act, with a reason."""
    transfers = Transfer.objects.managed_by(request.user, at=request.now).filter(taken_back_at=None)
    made = get_object_or_404(transfers.with_names(), pk=pk)
    form = TakeBackForm(request.POST or None)
    act = {"transfer_id": pk, "by": request.actor, "now": request.now}
    if request.method == "POST" and form.carry_out(take_back_transfer, **act):
        return done(request, _("The transfer is taken back."), "transfer", pk)
    return form_page(
        request,
        form,
        title=_("Take back the transfer of %(person)s") % {"person": made.person},
        submit=_("Take back"),
        back=reverse("transfer", args=[pk]),
        notes=[
            _("All that it began is taken back, and all that it ended goes on as before."),
            _("What was done meanwhile stays with who did it."),
        ],
    )


@require_http_methods(ASK)
@login_required
@asks_password
def transfer_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Restore the transfer `pk` that was taken back, with a reason."""
    transfers = Transfer.objects.managed_by(request.user, at=request.now)
    made = get_object_or_404(transfers.exclude(taken_back_at=None).with_names(), pk=pk)
    form = TakeBackForm(request.POST or None)
    act = {"transfer_id": pk, "by": request.actor, "now": request.now}
    if request.method == "POST" and form.carry_out(restore_transfer, **act):
        return done(request, _("The transfer is in force again."), "transfer", pk)
    return form_page(
        request,
        form,
        title=_("Restore the transfer of %(person)s") % {"person": made.person},
        submit=_("Restore"),
        back=reverse("transfer", args=[pk]),
        notes=[_("All that it began is in force again, and all that it ended ends again.")],
    )
