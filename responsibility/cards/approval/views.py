"""Pages of a draft's way: submitted, taken back, returned, approved, opened again."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pages.answer import ASK, done, form_page, press, status_of
from responsibility.cards.approval.approve import approve_cards, reopen_draft
from responsibility.cards.approval.approvers import may_approve
from responsibility.cards.approval.forms import ApprovalForm, ReturnForm
from responsibility.cards.approval.submit import return_cards, submit_cards, take_submission_back
from responsibility.cards.issues import CardIssue
from responsibility.cards.office.views import own_issue, specimen


@require_POST
@login_required
def card_submit(request: HttpRequest, pk: int) -> HttpResponse:
    issue = own_issue(request, pk)
    press(request, submit_cards, issue_id=issue.pk, say=_("Submitted for approval."))
    return redirect(issue)


@require_POST
@login_required
def card_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    issue = own_issue(request, pk)
    text = _("Taken back: it is a draft again.")
    press(request, take_submission_back, issue_id=issue.pk, say=text)
    return redirect(issue)


@require_http_methods(ASK)
@login_required
def card_return(request: HttpRequest, pk: int) -> HttpResponse:
    issue = own_issue(request, pk)
    form = ReturnForm(request.POST if request.method == "POST" else None)
    act = {"issue_id": issue.pk, "by": request.actor, "now": request.now}
    if request.method == "POST" and form.carry_out(return_cards, **act):
        return done(request, _("Returned."), "card-index")
    return form_page(
        request,
        form,
        title=_("Return the draft"),
        submit=_("Return the draft"),
        back=issue.get_absolute_url(),
        lead=issue.called,
        notes=[_("Whoever wrote it reads the reason, changes the draft and submits it again.")],
    )


@require_http_methods(ASK)
@login_required
def card_approve(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft as submitted, with the lines of single recipients, and what is entered of it."""
    issue = own_issue(request, pk)
    if request.method != "POST" and issue.state != CardIssue.State.SUBMITTED:
        return redirect(issue)
    form = ApprovalForm(request.POST or None)
    act = {"issue_id": issue.pk, "by": request.actor, "now": request.now}
    if request.method == "POST" and (approved := form.carry_out(approve_cards, **act)):
        return redirect(approved)
    lines = issue.lines.select_related("for_post__unit", "for_unit")
    context = {
        "issue": issue,
        "form": form,
        "waits": issue.state == CardIssue.State.SUBMITTED,
        "face": specimen(issue),
        "personal": [line for line in lines if line.is_personal],
        "may": may_approve(issue, request.user, now=request.now),
    }
    return render(
        request, "responsibility/cards/approval/approve.html", context, status=status_of(form)
    )


@require_POST
@login_required
def card_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    issue = own_issue(request, pk)
    text = _("The approval is taken back. The draft can be changed.")
    if press(request, reopen_draft, issue_id=issue.pk, say=text):
        return redirect("card-draft", issue.pk)
    return redirect(issue)
