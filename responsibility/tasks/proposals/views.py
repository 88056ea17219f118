"""Pages of individual items: the list, proposing one, one proposal, deciding on it."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pages.answer import ASK, done, form_page, press
from pages.listing.views import list_page
from responsibility.organisation.standing import standing_of
from responsibility.tasks.models import Task
from responsibility.tasks.proposals.decide import approve, send_back_proposal, why_not_decided
from responsibility.tasks.proposals.forms import ProposalForm, ReturnForm
from responsibility.tasks.proposals.listing import STATES, ProposalListing
from responsibility.tasks.proposals.models import ItemProposal
from responsibility.tasks.proposals.propose import propose, take_back_proposal
from responsibility.tasks.proposals.proposing import posts_proposed_for, proposing_posts

PAGES = "responsibility/tasks/proposals"


@require_safe
@login_required
def proposal_list(request: HttpRequest) -> HttpResponseBase:
    """What was proposed: in the county for its office, else in the units one proposes for."""
    standing = standing_of(request.user, at=request.now)
    if not standing.office_counties and not proposing_posts(standing):
        raise Http404
    return list_page(request, ProposalListing)


@require_http_methods(ASK)
@login_required
def proposal_new(request: HttpRequest) -> HttpResponse:
    posts = posts_proposed_for(request.user, at=request.now)
    posts = list(posts.order_by("unit__order_key", "position", "pk"))
    if not posts:
        raise Http404
    data = request.POST if request.method == "POST" else None
    form = ProposalForm(data, posts=posts, initial={"required": 1, "ground_kind": "problem"})
    acting = {"by": request.actor, "now": request.now}
    if request.method == "POST" and (proposal := form.carry_out(propose, **acting)):
        return done(request, _("Proposed. The commission office decides."), proposal)
    return form_page(
        request,
        form,
        title=_("Propose an individual item"),
        submit=_("Propose it"),
        back=reverse("proposal-list"),
        notes=[
            _("Another person, of the commission office, approves or returns it."),
            _("Approved, it is a task with a lamp for these posts, and for nobody else."),
        ],
    )


@require_safe
@login_required
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """One proposal, what was decided, and what may be done with it."""
    seen = ItemProposal.objects.visible_to(request.user, at=request.now)
    named = ("unit", "category", "proposed_by", "decided_by", "dispatch")
    proposed = get_object_or_404(seen.select_related(*named), pk=pk)
    tasks = Task.objects.visible_to(request.user, at=request.now)
    words, look = STATES[proposed.state]
    office = proposed.county_id in standing_of(request.user, at=request.now).office_counties
    context = {
        "proposal": proposed,
        "posts": proposed.posts.select_related("unit").order_by("position", "pk"),
        "state": words,
        "look": look,
        "tasks": tasks.filter(dispatch__isnull=False, dispatch=proposed.dispatch_id).for_rows(
            now=request.now
        ),
        "office": office,
        "why_not": why_not_decided(proposed, request.user) if office else "",
        "own": proposed.proposed_by_id == request.user.pk,
    }
    return render(request, f"{PAGES}/proposal.html", context)


@require_POST
@login_required
def proposal_approve(request: HttpRequest, pk: int) -> HttpResponse:
    managed = _managed(request, pk)
    words = _("Approved. It goes out in ten minutes; until then it can be taken back.")
    press(request, approve, proposal_id=managed.pk, say=words)
    return redirect(managed)


@require_http_methods(ASK)
@login_required
def proposal_send_back(request: HttpRequest, pk: int) -> HttpResponse:
    managed = _managed(request, pk)
    form = ReturnForm(request.POST if request.method == "POST" else None)
    act = {"proposal_id": managed.pk, "by": request.actor, "now": request.now}
    if request.method == "POST" and form.carry_out(send_back_proposal, **act):
        return done(request, _("Returned."), managed)
    title = _("Return the item")
    return form_page(
        request, form, title=title, submit=title, back=managed.get_absolute_url(), lead=managed.text
    )


@require_POST
@login_required
def proposal_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    seen = ItemProposal.objects.visible_to(request.user, at=request.now)
    own = get_object_or_404(seen, pk=pk, proposed_by=request.user.pk)
    press(request, take_back_proposal, proposal_id=own.pk, say=_("Taken back."))
    return redirect(own)


def _managed(request: HttpRequest, pk: int) -> ItemProposal:
    managed = ItemProposal.objects.managed_by(request.user, at=request.now)
    return get_object_or_404(managed, pk=pk)
