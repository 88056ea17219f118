"""Pages of drafts of demands: the list, one draft, approving, changing and discarding it."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pages.answer import ASK, done, form_page, status_of
from pages.listing.views import list_page
from responsibility.organisation.standing import standing_of
from responsibility.tasks.models import Task
from supervision.demands.drafts.approve import decide_draft
from supervision.demands.drafts.draft import discard_draft, revise_draft
from supervision.demands.drafts.listing import DraftListing
from supervision.demands.drafts.models import DemandDraft
from supervision.demands.forms import DecideForm, ReviseForm, WithdrawForm
from supervision.demands.states import DraftState
from supervision.papers.approval import approving_post
from supervision.papers.steps import log_of

PAGES = "supervision/demands/drafts"


@require_safe
@login_required
def demand_drafts(request: HttpRequest) -> HttpResponseBase:
    """The drafts of the own body or county; for who demands in the name of the commission."""
    standing = standing_of(request.user, at=request.now)
    if not standing.office_counties and not standing.supervising_posts:
        raise Http404
    return list_page(request, DraftListing)


@require_safe
@login_required
def demand_draft(request: HttpRequest, pk: int) -> HttpResponse:
    """One draft with its log; once it is sent, the demand."""
    draft = _one(request, pk)
    return redirect(draft.demand) if draft.demand_id else _page(request, draft)


@require_POST
@login_required
def demand_draft_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft is approved and sent, or sent back, by the button pressed."""
    draft = _one(request, pk)
    form = DecideForm(request.POST)
    if approving_post(request.user, draft, at=request.now) is None:
        raise PermissionDenied
    act = {"draft_id": pk, "by": request.actor, "now": request.now}
    if decided := form.carry_out(decide_draft, **act):
        if not decided.demand_id:
            return done(request, _("Sent back. Who drafted it is told."), "demand-draft", pk)
        text = _("Approved and sent as %(number)s.") % {"number": decided.demand.document_number}
        return done(request, text, "demand", decided.demand_id)
    return _page(request, draft, decide_form=form)


@require_http_methods(ASK)
@login_required
def demand_draft_revise(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the own draft and submit it anew."""
    draft = _own(request, pk)
    form = ReviseForm(
        request.POST or None, initial={"text": draft.text, "reply_by": draft.reply_by}
    )
    act = {"draft_id": pk, "by": request.actor, "now": request.now}
    if request.method == "POST" and form.carry_out(revise_draft, **act):
        return done(request, _("Submitted. Who approves it is told."), "demand-draft", pk)
    return form_page(
        request, form, title=_("Change the draft"), submit=_("Submit for approval"),
        back=draft.get_absolute_url(), lead=f"{draft.unit.name} · {draft.post.title}",
    )  # fmt: skip


@require_http_methods(ASK)
@login_required
def demand_draft_discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Discard the own draft, with a reason."""
    draft = _own(request, pk)
    form = WithdrawForm(request.POST or None)
    act = {"draft_id": pk, "by": request.actor, "now": request.now}
    if request.method == "POST" and form.carry_out(discard_draft, **act):
        return done(request, _("The draft is discarded."), "demand-draft", pk)
    return form_page(
        request, form, title=_("Discard the draft"), submit=pgettext("verb", "Discard"),
        back=draft.get_absolute_url(), lead=f"{draft.unit.name} · {draft.post.title}",
        notes=[_("It stays readable with the reason, and takes no number.")],
    )  # fmt: skip


def _one(request: HttpRequest, pk: int) -> DemandDraft:
    visible = DemandDraft.objects.visible_to(request.user, at=request.now)
    people = ("unit", "post", "made_in__unit", "made_by", "demand")
    return get_object_or_404(visible.select_related(*people), pk=pk)


def _own(request: HttpRequest, pk: int) -> DemandDraft:
    """The draft, for who drafted it; what is sent too late is told so by the verb."""
    draft = _one(request, pk)
    late = not draft.is_open and request.method != "POST"
    if draft.made_by_id != request.user.pk or late:
        raise PermissionDenied
    return draft


def _page(
    request: HttpRequest, draft: DemandDraft, *, decide_form: DecideForm | None = None
) -> HttpResponse:
    waits = draft.state == DraftState.WAITS
    approves = waits and approving_post(request.user, draft, at=request.now) is not None
    tasks = Task.objects.visible_to(request.user, at=request.now).filter(demand_drafts=draft)
    form = decide_form or (DecideForm() if approves else None)
    context = {
        "draft": draft,
        "decide_form": form,
        "may_change": draft.made_by_id == request.user.pk and draft.is_open,
        "tasks": tasks.for_rows(now=request.now),
        "log": log_of(draft.steps),
    }
    status = status_of(decide_form) if decide_form else 200
    return render(request, f"{PAGES}/draft.html", context, status=status)
