"""Pages of demands: the list, the form, one demand with its answers."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pages.answer import ASK, done, form_page
from pages.forms import RuleForm
from pages.listing.views import list_page
from responsibility.organisation.standing import standing_of
from responsibility.owed.page import decisions_open_to
from responsibility.tasks.models import Task
from supervision.demands.decide import decide, why_not_withdraw, withdraw
from supervision.demands.forms import DecideForm, ReplyForm, WithdrawForm
from supervision.demands.listing import DemandListing, sides_of
from supervision.demands.models import Demand, DemandQuerySet
from supervision.demands.page import DemandPage
from supervision.demands.reply import may_answer, reply, why_not_answer

PAGES = "supervision/demands"


@require_safe
@login_required
def demand_list(request: HttpRequest) -> HttpResponseBase:
    """The demands of one side: to the own posts, by them, in the units led, in the county."""
    if not sides_of(standing_of(request.user, at=request.now)):
        raise Http404
    return list_page(request, DemandListing)


@require_safe
@login_required
def demand_page(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, pk)


@require_POST
@login_required
def demand_reply(request: HttpRequest, pk: int) -> HttpResponse:
    form = ReplyForm(request.POST)
    if _carried_out(request, pk, form, reply):
        return done(request, _("The answer is sent."), "demand", pk)
    return _page(request, pk, reply_form=form)


@require_POST
@login_required
def demand_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """The answer is accepted or sent back, by the button pressed."""
    form = DecideForm(request.POST)
    if decision := _carried_out(request, pk, form, decide):
        text = _("Sent back. Who answers is told.")
        if decision.accepted:
            text = _("Accepted: the demand is closed.")
        return done(request, text, "demand", pk)
    return _page(request, pk, decide_form=form)


@require_http_methods(ASK)
@login_required
def demand_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the demand back, with a reason."""
    owed = _one(request, pk)
    if not _decidable(request).filter(pk=pk).exists():
        raise PermissionDenied
    form = WithdrawForm(request.POST or None)
    if request.method == "POST":
        if _carried_out(request, pk, form, withdraw):
            return done(request, _("The demand is withdrawn."), owed)
    elif against := why_not_withdraw(owed):
        messages.info(request, against)
        return redirect(owed)
    return form_page(
        request,
        form,
        title=_("Withdraw the demand"),
        submit=pgettext("verb", "Withdraw"),
        back=owed.get_absolute_url(),
        lead=f"{owed.text} · {owed.unit.name} · {owed.post.title}",
        notes=[
            _("From now on no answer is owed, and the demand has no lamp."),
            _("Who was to answer is told. What was red stays in the ledger."),
        ],
    )


def _carried_out(request: HttpRequest, pk: int, form: RuleForm, rule: Callable):
    try:
        return form.carry_out(rule, demand_id=pk, by=request.actor, now=request.now)
    except Demand.DoesNotExist as absent:
        raise Http404 from absent


def _one(request: HttpRequest, pk: int) -> Demand:
    visible = Demand.objects.visible_to(request.user, at=request.now)
    return get_object_or_404(visible.for_rows(now=request.now).with_state(), pk=pk)


def _decidable(request: HttpRequest) -> DemandQuerySet:
    visible = Demand.objects.visible_to(request.user, at=request.now)
    return visible.decidable_by(request.user, at=request.now)


def _page(
    request: HttpRequest,
    pk: int,
    *,
    reply_form: ReplyForm | None = None,
    decide_form: DecideForm | None = None,
) -> HttpResponse:
    """The demand with its answers; a form that was refused keeps what is typed in it."""
    demand = _one(request, pk)
    page = DemandPage.of(demand, user=request.user, now=request.now)
    tasks = Task.objects.visible_to(request.user, at=request.now).filter(demands=demand)
    may = may_answer(request.user, demand, at=request.now)
    decides = _decidable(request).filter(pk=pk).exists()
    if (reply_form and not may) or (decide_form and not decides):
        raise PermissionDenied  # whatever is wrong with what was sent
    context = {
        "demand": demand,
        "page": page,
        "tasks": tasks.for_rows(now=request.now),
        "may_measure": may and not why_not_answer(demand),
        "reply_form": reply_form or (ReplyForm() if may and not why_not_answer(demand) else None),
        "decide_form": decide_form or (DecideForm() if decides and page.waits else None),
        "may_withdraw": decides and not why_not_withdraw(demand),
        **decisions_open_to(request.user, page=page, now=request.now),
    }
    status = 422 if reply_form or decide_form else 200
    return render(request, f"{PAGES}/demand.html", context, status=status)
