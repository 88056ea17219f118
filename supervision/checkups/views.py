"""Pages of checkups: the list, opening them, one checkup, its answers, and each act in it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pages.answer import ASK, done, form_page, status_of
from pages.listing.views import list_page
from pages.numbers import number
from responsibility.organisation.standing import standing_of
from supervision.checkups.act_pages import ActPage
from supervision.checkups.answers import save_answers, submit_answers, typed_replies
from supervision.checkups.check import conclude, reopen, send_back, take_over, withdraw_checkup
from supervision.checkups.choices import units_checked_by, versions_in_force
from supervision.checkups.enter import enter_finding, source_offered
from supervision.checkups.find import drop_finding, write_finding
from supervision.checkups.findings import CheckupFinding
from supervision.checkups.forms import AnswersForm, DropForm, EnterForm, FindingForm, OpenForm
from supervision.checkups.listing import CheckupListing
from supervision.checkups.models import Checkup
from supervision.checkups.open import open_checkups
from supervision.checkups.page import CheckupPage
from supervision.checkups.rights import Case, acts_open_to, may_do
from supervision.checkups.states import Act
from supervision.problems.choices import terms
from supervision.problems.models import Problem

PAGES = "supervision/checkups"
VERBS = {
    Act.SEND_BACK: send_back,
    Act.CONCLUDE: conclude,
    Act.REOPEN: reopen,
    Act.WITHDRAW: withdraw_checkup,
    Act.TAKE_OVER: take_over,
}


@require_safe
@login_required
def checkup_list(request: HttpRequest) -> HttpResponseBase:
    """The checkups, as far as the person sees them; for who has a post."""
    if not standing_of(request.user, at=request.now).desk_posts:
        raise Http404
    return list_page(request, CheckupListing)


@require_http_methods(ASK)
@login_required
def checkup_new(request: HttpRequest) -> HttpResponse:
    """Open checkups; `unit` and `version` in the address are chosen already."""
    units = units_checked_by(request.user, at=request.now)
    if not units:
        raise Http404
    rows = {"version": versions_in_force(request.user, at=request.now), "units": units}
    first = {
        "units": [number(request.GET.get("unit"))], "version": number(request.GET.get("version"))
    }  # fmt: skip
    form = OpenForm(request.POST or None, rows=rows, initial=first)
    if made := form.carry_out(open_checkups, by=request.actor, now=request.now):
        words = _("Opened: %(count)d. The units are told.") % {"count": len(made)}
        return done(request, words, made[0] if len(made) == 1 else "checkup-list")
    return form_page(
        request, form, title=_("Open a checkup"), submit=pgettext("verb", "Open"),
        back=reverse("checkup-list"), lead=_("Each unit gets one of its own, with its number."),
        notes=[
            _("By the unit: its principal officer answers each question by that day."),
            _("On site: you answer there, by that day; the unit is told that you come."),
        ],
    )  # fmt: skip


@require_safe
@login_required
def checkup_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One checkup with all that was done in it, and what the person may do now."""
    checkup = _visible(request, pk)
    view = CheckupPage.of(checkup, user=request.user, now=request.now)
    owed = view.page.deadline if view.page else None
    context = {"checkup": checkup, "view": view, "page": view.page, "owed": owed}
    return render(request, f"{PAGES}/checkup.html", {**context, **view.decisions})


@require_http_methods(ASK)
@login_required
def checkup_answers(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer the questions and hand the answers in."""
    checkup = _visible(request, pk)
    case = _for(request, checkup, Act.SUBMIT)
    form = _answers_form(request, case)
    act = {"checkup_id": pk, "by": request.actor, "now": request.now}
    if request.method == "POST" and form.carry_out(submit_answers, **act):
        return done(request, _("The answers are handed in."), checkup)
    context = {"form": form, "checkup": checkup}
    return render(request, f"{PAGES}/answers.html", context, status=status_of(form))


@require_POST
@login_required
def checkup_save(request: HttpRequest, pk: int) -> HttpResponse:
    """Save what is typed of the answers: by itself while one writes, or by the button."""
    checkup = _visible(request, pk)
    form = _answers_form(request, _for(request, checkup, Act.SUBMIT))
    act = {"checkup_id": pk, "by": request.actor, "now": request.now}
    saved = form.carry_out(save_answers, **act)
    if request.headers.get("HX-Request"):
        context = {"checkup": saved or checkup, "saved": bool(saved)}
        return render(request, f"{PAGES}/_saved.html", context)
    if saved:
        messages.success(request, _("Saved. It is not handed in yet."))
        return redirect("checkup-answers", pk)
    context = {"form": form, "checkup": checkup}
    return render(request, f"{PAGES}/answers.html", context, status=status_of(form))


@require_http_methods(ASK)
@login_required
def checkup_find(request: HttpRequest, pk: int, question: int) -> HttpResponse:
    """Write a finding about a question down, or the next one."""
    checkup = _visible(request, pk)
    _for(request, checkup, Act.FIND)
    about = get_object_or_404(checkup.version.questions, pk=question)
    form = FindingForm(request.POST or None)
    act = {"checkup_id": pk, "question_id": question, "by": request.actor, "now": request.now}
    if form.carry_out(write_finding, **act):
        return done(request, _("The finding is written down."), checkup)
    return form_page(
        request, form, title=_("Write a finding down"), submit=_("Write it down"),
        back=checkup.get_absolute_url(), lead=f"{checkup.unit.name} · {about.text}",
        notes=[_("The unit reads it once the checkup is concluded.")], one_of_many=True,
    )  # fmt: skip


@require_http_methods(ASK)
@login_required
def finding_drop(request: HttpRequest, pk: int, finding: int) -> HttpResponse:
    """Take a finding back, with a reason."""
    checkup = _visible(request, pk)
    _for(request, checkup, Act.DROP)
    row = get_object_or_404(checkup.findings, pk=finding)
    form = DropForm(request.POST or None)
    act = {"checkup_id": pk, "finding_id": finding, "by": request.actor, "now": request.now}
    if form.carry_out(drop_finding, **act):
        return done(request, _("The finding is taken back."), checkup)
    return form_page(
        request, form, title=_("Take the finding back"), submit=pgettext("finding", "Take it back"),
        back=checkup.get_absolute_url(), lead=row.text,
        notes=[_("Who checks goes on reading it with the reason; it counts no more.")],
    )  # fmt: skip


@require_http_methods(ASK)
@login_required
def finding_enter(request: HttpRequest, pk: int, finding: int) -> HttpResponse:
    """Enter a finding as a problem of the ledger."""
    checkup = _visible(request, pk)
    case = _for(request, checkup, Act.ENTER)
    row = get_object_or_404(checkup.findings.select_related("question"), pk=finding)
    form = EnterForm(
        request.POST or None, rows=terms(checkup.county_id), initial=_first(row, case),
    )  # fmt: skip
    act = {"checkup_id": pk, "finding_id": finding, "by": request.actor, "now": request.now}
    if problem := form.carry_out(enter_finding, **act):
        words = _("Entered as %(number)s. Now it is to be assigned.")
        return done(request, words % {"number": problem.called}, problem)
    return form_page(
        request, form, title=_("Enter the finding as a problem"),
        submit=pgettext("verb", "Enter"), back=checkup.get_absolute_url(),
        lead=f"{row.called} · {checkup.unit.name} · {row.question.text}",
        notes=[_("The unit sees the problem only once it is assigned.")],
    )  # fmt: skip


@require_http_methods(ASK)
@login_required
def checkup_act(request: HttpRequest, pk: int, page: ActPage) -> HttpResponse:
    """The page of one act, for who may do it now."""
    checkup = _visible(request, pk)
    _for(request, checkup, page.act)
    form = page.form_for(checkup, request.POST or None)
    act = {"checkup_id": pk, "by": request.actor, "now": request.now}
    if request.method == "POST" and form.carry_out(VERBS[page.act], **act):
        return done(request, page.done, checkup)
    return form_page(
        request, form, title=page.title, submit=page.label, back=checkup.get_absolute_url(),
        lead=f"{checkup.called} · {checkup.unit.name} · {checkup.version.name}", notes=page.notes,
    )  # fmt: skip


def _first(finding: CheckupFinding, case: Case) -> dict:
    """What stands in the form of a problem already."""
    most = Problem._meta.get_field("title").max_length
    source = source_offered(case.checkup.county_id)
    return {"title": finding.text[:most], "text": finding.text, "source": source and source.pk}


def _answers_form(request: HttpRequest, case: Case) -> AnswersForm:
    return AnswersForm(
        request.POST or None, version=case.checkup.version, replies=typed_replies(case)
    )


def _visible(request: HttpRequest, pk: int) -> Checkup:
    """The checkup, as far as the person may see it."""
    visible = Checkup.objects.visible_to(request.user, at=request.now)
    shown_with = ("unit", "post", "version", "made_by", "made_in__unit", "typed_by")
    return get_object_or_404(visible.select_related(*shown_with), pk=pk)


def _for(request: HttpRequest, checkup: Checkup, act: Act) -> Case:
    """The case, for whose act it is; 403 for others. What is sent too late the verb answers."""
    case = Case.of(checkup)
    if request.method == "POST":
        may = may_do(act, request.user, case, at=request.now)
    else:
        may = act in acts_open_to(request.user, case, at=request.now)
    if not may:
        raise PermissionDenied
    return case
