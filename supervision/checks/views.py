"""Pages of spot checks: the list, opening one, one spot check, and each act in it."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pages.answer import ASK, done, form_page, status_of
from pages.listing.views import list_page
from responsibility.files.views import answer_with
from responsibility.organisation.relations.acts import urging_posts
from responsibility.organisation.standing import standing_of
from supervision.checks.act_pages import ActPage
from supervision.checks.choices import files_of_replies
from supervision.checks.conclude import conclude
from supervision.checks.find import state_finding
from supervision.checks.forms import FindingForm, ReplyForm
from supervision.checks.lift import take_back_conclusion
from supervision.checks.listing import CheckListing
from supervision.checks.models import SpotCheck
from supervision.checks.open import open_check
from supervision.checks.page import CheckPage, choices_of, reads
from supervision.checks.record_listing import RecordsToCheck
from supervision.checks.records import checkable
from supervision.checks.reply import reply, report_corrected
from supervision.checks.rights import Case, acts_open_to, may_do
from supervision.checks.states import Act
from supervision.papers.forms import sent_with_files

PAGES = "supervision/checks"
VERBS = {
    Act.FIND: state_finding,
    Act.CONCLUDE: conclude,
    Act.CORRECT: report_corrected,
    Act.LIFT: take_back_conclusion,
}


@require_safe
@login_required
def check_list(request: HttpRequest) -> HttpResponseBase:
    """The spot checks, as far as the person sees them; for who has a post."""
    if not standing_of(request.user, at=request.now).desk_posts:
        raise Http404
    return list_page(request, CheckListing)


@require_safe
@login_required
def check_records(request: HttpRequest) -> HttpResponseBase:
    """The records that the person may check."""
    if not urging_posts(standing_of(request.user, at=request.now)):
        raise Http404
    return list_page(request, RecordsToCheck)


@require_http_methods(ASK)
@login_required
def check_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a spot check of the record `pk`, for who may check it."""
    records = checkable(request.user, at=request.now).select_related("unit", "post")
    record = get_object_or_404(records, pk=pk)
    form = FindingForm(request.POST or None)
    act = {"by": request.actor, "now": request.now, "record_id": record.pk}
    if check := form.carry_out(open_check, **act):
        return done(request, _("Opened as %(number)s.") % {"number": check.called}, check)
    return form_page(
        request, form, title=_("Spot-check a record"), submit=_("Open the spot check"),
        back=record.get_absolute_url(), lead=f"{record.unit.name} · {record.post.title} · {record}",
        notes=[
            _("The owner replies within the county’s time limit, and is told at once."),
            _("From now on the record is corrected, not withdrawn."),
        ],
    )  # fmt: skip


@require_safe
@login_required
def check_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One spot check with all that was done in it, and what the person may do now."""
    check = _visible(request, pk)
    view = CheckPage.of(check, by=request.actor, now=request.now)
    owed = view.page.deadline if view.page else None
    context = {"check": check, "view": view, "page": view.page, "owed": owed}
    return render(request, f"{PAGES}/check.html", {**context, **view.decisions})


@require_http_methods(ASK)
@login_required
def check_act(request: HttpRequest, pk: int, page: ActPage) -> HttpResponse:
    """The page of one act, for who may do it now."""
    check = _visible(request, pk)
    _refuse_others(request, check, page.act)
    form = page.form(request.POST or None)
    act = {"check_id": pk, "by": request.actor, "now": request.now}
    if request.method == "POST" and form.carry_out(VERBS[page.act], **act):
        return done(request, page.done, check)
    if page.act == Act.CONCLUDE:
        choices = choices_of(check, by=request.actor, now=request.now)
        context = {"check": check, "form": form, "choices": choices, "page": page}
        return render(request, f"{PAGES}/conclude.html", context, status=status_of(form))
    return form_page(
        request, form, title=page.title, submit=page.label, back=check.get_absolute_url(),
        lead=f"{check.called} · {check.unit.name} · {check.post.title}", notes=page.notes,
    )  # fmt: skip


@require_http_methods(ASK)
@login_required
def check_reply(request: HttpRequest, pk: int) -> HttpResponse:
    """The owner's reply, with files."""
    check = _visible(request, pk)
    _refuse_others(request, check, Act.REPLY)
    form, files, sent = sent_with_files(request, ReplyForm)
    act = {"check_id": pk, "by": request.actor, "now": request.now}
    if sent and form.carry_out(reply, **act):
        return done(request, _("The reply is sent."), check)
    context = {
        "form": form,
        "check": check,
        "findings": check.findings.order_by("pk"),
        "files": files,
        "most": settings.UPLOADS_PER_RECORD,
    }
    return render(request, f"{PAGES}/reply.html", context, status=status_of(form))


@require_safe
@login_required
def check_file(request: HttpRequest, pk: int, file_id) -> HttpResponse:
    """A file of a reply, for who reads the replies."""
    check = _visible(request, pk)
    if not reads(Case.of(check), request.user, at=request.now):
        raise Http404
    return answer_with(request, get_object_or_404(files_of_replies(check), pk=file_id))


def _visible(request: HttpRequest, pk: int) -> SpotCheck:
    """The spot check, as far as the person may see it."""
    visible = SpotCheck.objects.visible_to(request.user, at=request.now)
    shown_with = ("unit", "post", "record", "made_by", "made_in__unit", "draw")
    return get_object_or_404(visible.select_related(*shown_with), pk=pk)


def _refuse_others(request: HttpRequest, check: SpotCheck, act: Act) -> None:
    """403 for whom the act is not; what is sent too late is answered by the verb."""
    case = Case.of(check)
    if request.method == "POST":
        may = may_do(act, request.user, case, at=request.now)
    else:
        may = act in acts_open_to(request.user, case, at=request.now)
    if not may:
        raise PermissionDenied
