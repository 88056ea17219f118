"""Writing a draft: the form at the left, the card as it would be at the right."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pages.answer import ASK, press
from responsibility.cards.approval.submit import submit_cards
from responsibility.cards.change import add_personal_line, change_draft
from responsibility.cards.draft import discard_draft
from responsibility.cards.editor.forms import FaceForm, PersonalForm, lines_of
from responsibility.cards.editor.preview import preview_of
from responsibility.cards.face import face_of_draft
from responsibility.cards.ideas import ideas_for
from responsibility.cards.issues import CardIssue
from responsibility.cards.linked_items import known_codes
from responsibility.cards.recipients import nameable_posts, recipients_of
from responsibility.cards.second import cards_already

PAGES = "responsibility/cards/editor"


@require_http_methods(ASK)
@login_required
def card_draft(request: HttpRequest, pk: int) -> HttpResponse:
    issue = _issue(request, pk)
    if issue.state != CardIssue.State.DRAFTED:
        return redirect(issue)
    face, lines = _forms(request, issue)
    valid = request.method == "POST" and face.is_valid() and lines.is_valid()
    if valid and _write(request, issue, face, lines):
        if "submit" in request.POST:
            press(request, submit_cards, issue_id=issue.pk, say=_("Submitted for approval."))
            return redirect(issue)
        return redirect(_next(request, issue))
    return _page(request, issue, face, lines)


@require_POST
@login_required
def card_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The card as it would be with what is typed so far."""
    issue = _issue(request, pk)
    face, lines = _forms(request, issue)
    shown = preview_of(issue, face, lines, recipient=_recipient(request, issue))
    return render(request, "responsibility/cards/_rc.html", {"face": shown})


@require_POST
@login_required
def card_personal(request: HttpRequest, pk: int) -> HttpResponse:
    issue = _issue(request, pk)
    form = PersonalForm(request.POST, recipients=recipients_of(issue, at=request.now))
    if form.carry_out(add_personal_line, issue_id=issue.pk, by=request.actor, now=request.now):
        return redirect("card-draft", issue.pk)
    face, lines = _forms(request, issue, read=False)
    return _page(request, issue, face, lines, personal=form)


@require_POST
@login_required
def card_discard(request: HttpRequest, pk: int) -> HttpResponse:
    issue = _issue(request, pk)
    if press(request, discard_draft, issue_id=issue.pk, say=_("The draft is discarded.")):
        return redirect("card-index")
    return redirect(issue)


def _issue(request: HttpRequest, pk: int) -> CardIssue:
    """An issue of the person's own office."""
    issues = CardIssue.objects.visible_to(request.user, at=request.now)
    own = issues.managed_by(request.user, at=request.now).select_related("audience")
    return get_object_or_404(own, pk=pk)


def _forms(request: HttpRequest, issue: CardIssue, *, read: bool = True):
    data = request.POST if read and request.method == "POST" else None
    named = [str(pk) for pk in issue.named.values_list("pk", flat=True)]
    initial = {
        "lead": issue.lead,
        "issuer": issue.issuer,
        "revision": issue.revision,
        "posts": named,
    }
    posts = [] if issue.audience_id else nameable_posts(issue, at=request.now)
    face = FaceForm(data, initial=initial, posts=None if issue.audience_id else posts)
    blank = data is None and "more" in request.GET
    return face, lines_of(issue, data, known=known_codes(issue.county_id), blank=blank)


def _write(request: HttpRequest, issue: CardIssue, face, lines):
    return face.carry_out(
        change_draft,
        issue_id=issue.pk,
        lines=lines.wordings(request.POST.get("move", "")),
        by=request.actor,
        now=request.now,
    )


def _next(request: HttpRequest, issue: CardIssue) -> str:
    """Where the button leads: one more line, or the draft again."""
    here = reverse("card-draft", args=[issue.pk])
    if "more" in request.POST:
        return f"{here}?more=1#more"
    if "move" not in request.POST:
        messages.success(request, _("The draft is saved."))
    return f"{here}#lines" if "move" in request.POST else here


def _recipient(request: HttpRequest, issue: CardIssue):
    """Whose card the preview shows: the one chosen, else the first in order."""
    recipients = recipients_of(issue, at=request.now)
    chosen = [one for one in recipients if str(one.post.pk) == request.POST.get("as")]
    return next(iter(chosen or recipients), None)


def _page(request: HttpRequest, issue: CardIssue, face, lines, personal=None) -> HttpResponse:
    recipients = recipients_of(issue, at=request.now)
    stored = list(issue.lines.select_related("for_post__unit", "for_unit"))
    targets = {str(line.key): line for line in stored if line.is_personal}
    for line in lines:
        line.target = targets.get(str(line["key"].value()))
    refused = face.errors or any(lines.errors) or (personal and personal.errors)
    context = {
        "issue": issue,
        "form": face,
        "lines": lines,
        "personal": personal or PersonalForm(recipients=recipients),
        "recipients": recipients,
        "already": cards_already(issue, recipients),
        "ideas": ideas_for(issue, recipients, stored, user=request.user, now=request.now),
        "posts": [] if issue.audience_id else nameable_posts(issue, at=request.now),
        "face": face_of_draft(issue, stored, next(iter(recipients), None)),
    }
    return render(request, f"{PAGES}/draft.html", context, status=422 if refused else 200)
