"""Pages of the commission office: the issues, giving out, who has received."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from pages.answer import ASK, press, status_of
from pages.listing.views import list_page
from pages.qr import qr_inline
from responsibility.cards.draft import draft_cards
from responsibility.cards.face import face_of_card, face_of_draft
from responsibility.cards.issue import issue_cards
from responsibility.cards.issues import CardIssue
from responsibility.cards.models import ReminderCard
from responsibility.cards.office.counts import with_counts
from responsibility.cards.office.forms import NewCardForm
from responsibility.cards.office.listing import CardListing
from responsibility.cards.qr import scanned
from responsibility.cards.recipients import posts_of, recipients_of
from responsibility.cards.second import cards_already
from responsibility.organisation.guard import office_of
from responsibility.organisation.standing import standing_of

PAGES = "responsibility/cards/office"


@require_safe
@login_required
def card_index(request: HttpRequest) -> HttpResponseBase:
    """All issues with their counts; a party leader sees what was issued."""
    if not standing_of(request.user, at=request.now).face_counties:
        raise Http404
    return list_page(request, CardListing)


@require_http_methods(ASK)
@login_required
def card_new(request: HttpRequest) -> HttpResponse:
    act = {"county_id": office_of(request), "by": request.actor, "now": request.now}
    form = NewCardForm(request.POST or None, now=request.now)
    if request.method == "POST" and (issue := form.carry_out(draft_cards, **act)):
        return redirect("card-draft", issue.pk)
    return render(request, f"{PAGES}/new.html", {"form": form}, status=status_of(form))


@require_safe
@login_required
def card_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """An issue as it stands; issued, with who has received and who has not."""
    issue = own_issue(request, pk)
    if issue.state == CardIssue.State.DRAFTED:
        return redirect("card-draft", issue.pk)
    if issue.state == CardIssue.State.SUBMITTED:
        return redirect("card-approve", issue.pk)
    cards = ReminderCard.objects.visible_to(request.user, at=request.now).filter(issue=issue)
    waiting = cards.filter(received_at=None)
    shown = waiting if "waiting" in request.GET else cards
    context = {
        "issue": issue,
        "cards": shown.in_order(),
        "waits": waiting.count(),
        "chosen": "waiting" if "waiting" in request.GET else "",
        "face": specimen(issue),
        "may_correct": bool(issue.audience_id) and request.now < issue.quarter.ends_at,
    }
    return render(request, f"{PAGES}/issue.html", context)


@require_http_methods(ASK)
@login_required
def card_give(request: HttpRequest, pk: int) -> HttpResponse:
    """The last look with its counts, then the act."""
    issue = own_issue(request, pk)
    if request.method == "POST":
        press(request, issue_cards, issue_id=issue.pk)
        return redirect(issue)
    if issue.state != CardIssue.State.APPROVED:
        return redirect(issue)
    recipients = recipients_of(issue, at=request.now)
    posts = posts_of(issue, at=request.now).exclude(pk__in=[one.post.pk for one in recipients])
    lines = list(issue.lines.all())
    context = {
        "issue": issue,
        "recipients": recipients,
        "already": cards_already(issue, recipients),
        "vacant": posts.select_related("unit").order_by("unit__order_key", "position", "pk"),
        "told": sum(len(one.lines_of(lines)) for one in recipients),
        "face": specimen(issue),
    }
    return render(request, f"{PAGES}/give.html", context)


@require_safe
@login_required
def card_print(request: HttpRequest, pk: int) -> HttpResponse:
    """All cards of an issue, one A5 page each; before it is issued, one specimen to be signed."""
    issue = own_issue(request, pk)
    cards = ReminderCard.objects.visible_to(request.user, at=request.now).filter(issue=issue)
    cards = cards.in_order().prefetch_related("lines").select_related("issue")
    faces = [
        face_of_card(card, qr=qr_inline(scanned(card, here=_here(request)))) for card in cards
    ] or [specimen(issue)]
    return render(request, f"{PAGES}/print.html", {"issue": issue, "faces": faces})


def own_issue(request: HttpRequest, pk: int) -> CardIssue:
    """An issue of the person's own office."""
    issues = CardIssue.objects.visible_to(request.user, at=request.now)
    own = issues.managed_by(request.user, at=request.now).select_related(
        "audience", "drafted_by", "submitted_by", "approved_by", "issued_by", "discarded_by"
    )
    return get_object_or_404(with_counts(own), pk=pk)


def specimen(issue: CardIssue):
    return face_of_draft(issue, list(issue.lines.all()), None)


def _here(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")
