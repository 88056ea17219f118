"""Pages of a new letter: of which kind and to which unit, then what it says; changing a draft."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pages.answer import ASK, done, form_page, status_of
from pages.numbers import numbers_or_404
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit
from supervision.letters.choices import issuers_of, kinds_issued_by, may_draft
from supervision.letters.draft import draft_letter, revise_letter
from supervision.letters.forms import ChooseForm, ContentForm, LetterForm
from supervision.letters.kinds import LetterKind
from supervision.letters.models import Letter
from supervision.letters.rights import RULES, Case
from supervision.letters.states import Act
from supervision.problems.assign import posts_of
from supervision.problems.choices import units_entered_by
from supervision.problems.models import Problem
from supervision.problems.rights import post_over


@require_http_methods(ASK)
@login_required
def letter_choose(request: HttpRequest) -> HttpResponse:
    """Of which kind, and to which unit; about a `problem`, to its unit."""
    if not may_draft(request.user, at=request.now):
        raise Http404
    problem = _problem(request)
    kinds = kinds_issued_by(request.user, at=request.now)
    units = units_entered_by(request.user, at=request.now)
    first = {"unit": problem.unit_id if problem else request.GET.get("unit")}
    form = ChooseForm(request.POST or None, initial=first, kinds=kinds, units=units)
    if request.method == "POST" and form.is_valid():
        kind, unit = form.cleaned_data["kind"], form.cleaned_data["unit"]
        about = f"&problem={problem.pk}" if problem and problem.unit_id == unit.pk else ""
        return redirect(f"{reverse('letter-new', args=[kind.pk])}?unit={unit.pk}{about}")
    back = problem.get_absolute_url() if problem else reverse("letter-list")
    lead = f"{problem.called} · {problem.title}" if problem else ""
    return form_page(request, form, title=_("New letter"), submit=_("Go on"), back=back, lead=lead)


@require_http_methods(ASK)
@login_required
def letter_new(request: HttpRequest, kind: int) -> HttpResponse:
    """The form of a kind, to a post of the `unit`."""
    unit = _unit(request)
    chosen = get_object_or_404(LetterKind.objects.of_county(unit.the_county_id), pk=kind)
    problem = _problem(request)
    posts = posts_of(unit, at=request.now)
    issuers = issuers_of(chosen, unit, request.user, at=request.now)
    first = {"post": posts.first(), "issuer": issuers[0][0] if issuers else None}
    if problem:
        first |= {"title": problem.title[:80], "text": problem.text}
    form = LetterForm(
        request.POST or None, initial=first, kind=chosen, posts=posts, issuers=issuers
    )
    about = {"kind_id": chosen.pk, "problem_id": problem.pk if problem else None}
    acting = {"by": request.actor, "now": request.now}
    if letter := form.carry_out(draft_letter, **about, **acting):
        return done(request, _("Drafted. Look it over and submit it."), letter)
    context = {"form": form, "kind": chosen, "unit": unit, "problem": problem}
    return render(request, "supervision/letters/new.html", context, status=status_of(form))


@require_http_methods(ASK)
@login_required
def letter_revise(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the own draft; what is sent too late is told so by the verb."""
    visible = Letter.objects.visible_to(request.user, at=request.now)
    letter = get_object_or_404(visible.select_related("kind", "unit", "post"), pk=pk)
    case = Case.of(letter)
    ripe = request.method == "POST" or RULES.is_ripe(Act.REVISE, case, at=request.now)
    if not ripe or RULES.post_for(Act.REVISE, request.user, case, at=request.now) is None:
        raise PermissionDenied
    first = {name: getattr(letter, name) for name in ContentForm.base_fields}
    form = ContentForm(request.POST or None, initial=first, kind=letter.kind)
    act = {"letter_id": pk, "by": request.actor, "now": request.now}
    if request.method == "POST" and form.carry_out(revise_letter, **act):
        return done(request, _("Changed."), letter)
    return form_page(
        request, form, title=_("Change the letter"), submit=_("Save"),
        back=letter.get_absolute_url(), lead=f"{letter.kind} · {letter.unit.name}",
    )  # fmt: skip


def _unit(request: HttpRequest) -> Unit:
    """The unit named, for who supervises it."""
    (number,) = numbers_or_404(request.GET.getlist("unit")[:1]) or (None,)
    units = Unit.objects.visible_to(request.user, at=request.now)
    unit = get_object_or_404(units, pk=number)
    if post_over(standing_of(request.user, at=request.now), unit) is None:
        raise Http404
    return unit


def _problem(request: HttpRequest) -> Problem | None:
    """The problem named, if the person sees it."""
    ids = numbers_or_404(request.GET.getlist("problem")[:1])
    visible = Problem.objects.visible_to(request.user, at=request.now)
    return get_object_or_404(visible.select_related("unit"), pk=ids[0]) if ids else None
