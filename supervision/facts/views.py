"""Pages of a person's facts, of those whose facts one may look at, and of suggestions."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from alerts.proof.page import DeadlinePage
from pages.answer import ASK, done, form_page, status_of
from pages.listing.views import list_page
from responsibility.organisation.standing import standing_of
from responsibility.owed.page import decisions_open_to, owed_page
from supervision.facts.forms import AnswerForm, PurposeForm, SuggestForm
from supervision.facts.listing import PersonListing, SuggestionListing
from supervision.facts.models import Suggestion
from supervision.facts.page import FactsPage
from supervision.facts.read import is_open, persons_seen_by, read_facts
from supervision.facts.suggest import addressees, answer_suggestion, answer_to, may_answer, suggest
from supervision.facts.words import SuggestionWords

PAGES = "supervision/facts"


@require_safe
@login_required
def facts_own(request: HttpRequest) -> HttpResponse:
    """One's own facts; for who has a post."""
    if not standing_of(request.user, at=request.now).own_posts:
        raise Http404
    page = FactsPage.of(request.user, user=request.user, now=request.now, **_most(request))
    return render(request, f"{PAGES}/facts.html", {"page": page, "own": True})


@require_safe
@login_required
def facts_people(request: HttpRequest) -> HttpResponseBase:
    """Whose facts one may look at."""
    if not persons_seen_by(request.user, at=request.now).exists():
        raise Http404
    return list_page(request, PersonListing)


@require_http_methods(ASK)
@login_required
def facts(request: HttpRequest, pk: int) -> HttpResponse:
    """Another person's facts: first the purpose, then for some minutes the page."""
    person = get_object_or_404(persons_seen_by(request.user, at=request.now), pk=pk)
    form = PurposeForm(request.POST or None)
    act = {"by": request.actor, "now": request.now, "person_id": pk}
    if request.method == "POST" and form.carry_out(read_facts, **act):
        return done(request, _("Noted. The person sees this look."), "facts", pk)
    if request.method == "POST" or not is_open(person, to=request.user, at=request.now):
        return form_page(
            request, form, title=person.name, submit=_("Look"), back=reverse("facts-people"),
            lead=_("Facts of a person"), notes=[_("Each look is noted, and shown to the person.")],
        )  # fmt: skip
    page = FactsPage.of(person, user=request.user, now=request.now, **_most(request))
    return render(request, f"{PAGES}/facts.html", {"page": page, "own": False})


def _most(request: HttpRequest) -> dict:
    """All that was late where the address asks for it."""
    return {"most": None} if request.GET.get("late") == "all" else {}


@require_safe
@login_required
def suggestion_list(request: HttpRequest) -> HttpResponseBase:
    """The own suggestions, and those to the own posts."""
    return list_page(request, SuggestionListing)


@require_http_methods(ASK)
@login_required
def suggestion_new(request: HttpRequest) -> HttpResponse:
    """Suggest something, or complain."""
    posts = addressees(request.user, at=request.now)
    if not posts:
        raise Http404
    form = SuggestForm(request.POST or None, posts=posts)
    act = {"by": request.actor, "now": request.now}
    if request.method == "POST" and (made := form.carry_out(suggest, **act)):
        return done(request, _("Sent. The answer comes as a message."), made)
    title = _("Suggest or complain")
    return form_page(request, form, title=title, submit=_("Send"), back=reverse("suggestion-list"))


@require_http_methods(ASK)
@login_required
def suggestion(request: HttpRequest, pk: int) -> HttpResponse:
    """One suggestion with its answer, and for who is to answer the form."""
    visible = Suggestion.objects.visible_to(request.user, at=request.now)
    row = get_object_or_404(visible.for_rows(now=request.now), pk=pk)
    form = AnswerForm(request.POST or None)
    act = {"by": request.actor, "now": request.now, "suggestion_id": pk}
    if request.method == "POST" and form.carry_out(answer_suggestion, **act):
        return done(request, _("The answer is sent."), row)
    answer = answer_to(row)
    words = SuggestionWords(answer.answered_by.name if answer else "")
    page = DeadlinePage.about(row, now=request.now, **owed_page(row, words, now=request.now))
    answers = not answer and may_answer(request.user, row, at=request.now)
    context = {
        "suggestion": row,
        "owed": row,
        "page": page,
        "answer": answer,
        "form": form if answers or form.errors else None,
        **decisions_open_to(request.user, page=page, now=request.now),
    }
    return render(request, f"{PAGES}/suggestion.html", context, status=status_of(form))
