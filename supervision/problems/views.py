"""Pages of problems: the ledger, entering one, one problem, and each act on it."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from pages.answer import ASK, done, form_page, status_of
from pages.days import day_of
from pages.listing.views import list_page
from pages.numbers import number
from responsibility.files.views import answer_with
from responsibility.organisation.standing import standing_of
from supervision.papers.forms import DropForm, sent_with_files
from supervision.problems.act_pages import ActPage
from supervision.problems.assign import (
    answer,
    ask_back,
    assign_to_body,
    assign_to_unit,
    decline,
)
from supervision.problems.choices import closed_ones, evidence_of, terms, units_entered_by
from supervision.problems.claim import claim
from supervision.problems.close_out import apply_for_closing, approve, verify
from supervision.problems.enter import enter_problem
from supervision.problems.forms import ProblemForm, ReportForm
from supervision.problems.listing import ProblemListing
from supervision.problems.look_back import look_back, withdraw_problem
from supervision.problems.measures import drop_measure, lay_measure, report_measure
from supervision.problems.models import Problem
from supervision.problems.page import ProblemPage
from supervision.problems.pass_on import decide_offer, pass_on
from supervision.problems.rectification import Measure
from supervision.problems.rights import Case, acts_open_to, may_do
from supervision.problems.states import Act

PAGES = "supervision/problems"
VERBS = {
    Act.ASSIGN_GROUP: assign_to_body,
    Act.ASSIGN: assign_to_unit,
    Act.ASK: ask_back,
    Act.ANSWER: answer,
    Act.DECLINE: decline,
    Act.MEASURE: lay_measure,
    Act.APPLY: apply_for_closing,
    Act.CLAIM: claim,
    Act.OFFER: pass_on,
    Act.ACCEPT: decide_offer,
    Act.VERIFY: verify,
    Act.APPROVE: approve,
    Act.LOOK_BACK: look_back,
    Act.WITHDRAW: withdraw_problem,
}


@require_safe
@login_required
def problem_list(request: HttpRequest) -> HttpResponseBase:
    """The ledger, as far as the person sees it; for who has a post."""
    if not standing_of(request.user, at=request.now).desk_posts:
        raise Http404
    return list_page(request, ProblemListing)


@require_http_methods(ASK)
@login_required
def problem_new(request: HttpRequest) -> HttpResponse:
    """Enter a problem; `unit`, `title`, `text` and `basis` in the address stand there already."""
    units = units_entered_by(request.user, at=request.now)
    if not units:
        raise Http404
    rows = {
        "unit": units,
        **terms(units[0].the_county_id),
        "recurs": closed_ones(request.user, at=request.now),
    }
    typed = {name: request.GET.get(name, "") for name in ("title", "text", "basis")}
    first = typed | {"found_on": day_of(request.now), "unit": number(request.GET.get("unit", ""))}
    form = ProblemForm(request.POST or None, rows=rows, initial=first)
    if made := form.carry_out(enter_problem, by=request.actor, now=request.now):
        words = _("Entered as %(number)s. Now it is to be assigned.")
        return done(request, words % {"number": made.called}, made)
    return form_page(
        request, form, title=_("Enter a problem"), submit=pgettext("verb", "Enter"),
        back=reverse("problem-list"),
        lead=_("It gets its number now. The unit sees it only once it is assigned."),
    )  # fmt: skip


@require_safe
@login_required
def problem_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One problem with all that was done about it, and what the person may do now."""
    problem = _one(request, pk)
    page = ProblemPage.of(problem, user=request.user, now=request.now)
    owed = page.page.deadline if page.page else None
    context = {"problem": problem, "view": page, "page": page.page, "owed": owed}
    return render(request, f"{PAGES}/problem.html", {**context, **page.decisions})


@require_http_methods(ASK)
@login_required
def problem_act(request: HttpRequest, pk: int, page: ActPage) -> HttpResponse:
    """The page of one act, for who may do it now."""
    problem = _one(request, pk)
    _refuse_others(request, problem, page.act)
    form = page.form_for(problem, request.POST or None, now=request.now)
    act = {"problem_id": pk, "by": request.actor, "now": request.now}
    if request.method == "POST" and form.carry_out(VERBS[page.act], **act):
        return done(request, page.done, problem)
    return form_page(
        request, form, title=page.title, submit=page.label, back=problem.get_absolute_url(),
        lead=f"{problem.called} · {problem.title} · {problem.unit.name}", notes=page.notes,
    )  # fmt: skip


@require_http_methods(ASK)
@login_required
def problem_report(request: HttpRequest, pk: int, measure: int) -> HttpResponse:
    """Report on a measure, with its evidence."""
    problem = _one(request, pk)
    _refuse_others(request, problem, Act.REPORT)
    form, files, sent = sent_with_files(request, ReportForm, done_on=day_of(request.now))
    about = {"problem_id": pk, "measure_id": _measure(request, problem, measure).pk}
    act = {"by": request.actor, "now": request.now}
    if sent and form.carry_out(report_measure, **about, **act):
        return done(request, _("The report is written down."), problem)
    context = {
        "form": form,
        "problem": problem,
        "measure": _measure(request, problem, measure),
        "files": files,
        "most": settings.UPLOADS_PER_RECORD,
    }
    return render(request, f"{PAGES}/report.html", context, status=status_of(form))


@require_http_methods(ASK)
@login_required
def problem_drop(request: HttpRequest, pk: int, measure: int) -> HttpResponse:
    """Drop a measure, with a reason."""
    problem = _one(request, pk)
    _refuse_others(request, problem, Act.DROP_MEASURE)
    dropped = _measure(request, problem, measure)
    reported = dropped.reports.exists()
    if request.method != "POST" and dropped.why_not_dropped(is_reported=reported):
        raise Http404
    form = DropForm(request.POST or None)
    about = {"problem_id": pk, "measure_id": dropped.pk}
    if form.carry_out(drop_measure, by=request.actor, now=request.now, **about):
        return done(request, _("The measure is dropped."), problem)
    return form_page(
        request, form, title=_("Drop the measure"), submit=_("Drop it"),
        back=problem.get_absolute_url(), lead=dropped.text,
        notes=[_("It stays readable with the reason; nothing is awaited of it.")],
    )  # fmt: skip


@require_safe
@login_required
def problem_file(request: HttpRequest, pk: int, file_id) -> HttpResponse:
    """Evidence of a measure, for who sees the problem."""
    problem = _one(request, pk)
    return answer_with(request, get_object_or_404(evidence_of(problem), pk=file_id))


def _measure(request: HttpRequest, problem: Problem, measure_id: int) -> Measure:
    """The measure; one that is dropped has no page, what is sent too late is told so by the
    verb."""
    standing = {} if request.method == "POST" else {"dropped_at": None}
    return get_object_or_404(Measure, pk=measure_id, assignment__problem=problem, **standing)


def _one(request: HttpRequest, pk: int) -> Problem:
    """The problem, as far as the person may see it."""
    visible = Problem.objects.visible_to(request.user, at=request.now)
    people = ("unit", "source", "type", "severity", "made_by", "made_in__unit", "recurs")
    return get_object_or_404(visible.select_related(*people, "offered_to"), pk=pk)


def _refuse_others(request: HttpRequest, problem: Problem, act: Act) -> None:
    """403 for whom the act is not; what is sent too late is told so by the verb."""
    case = Case.of(problem)
    sent = request.method == "POST"
    may = may_do(act, request.user, case, at=request.now)
    if not (may if sent else act in acts_open_to(request.user, case, at=request.now)):
        raise PermissionDenied
