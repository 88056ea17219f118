"""Pages of a revision: trying it out, entering it, what it is, taking it back."""

from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alerts.workdays.calendar import DAY
from pages.answer import ASK, done, press, status_of
from pages.days import day_of
from pages.listing.export import FORMATS
from pages.listing.views import list_file
from responsibility.lists.models import DutyList
from responsibility.lists.revisions import Revision
from responsibility.lists.succession import years_to_revise
from responsibility.organisation.standing import standing_of
from responsibility.tasks.editor.views import managed_list
from responsibility.tasks.revising.changes import changes_of, new_items
from responsibility.tasks.revising.enter import enter_revision, take_back_revision, try_revision
from responsibility.tasks.revising.forms import RevisionForm
from responsibility.tasks.revising.shown import ShownRevision
from responsibility.tasks.revising.told import posts_of

PAGES = "responsibility/tasks/revising"


@require_http_methods(ASK)
@login_required
def list_revise(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the day and what comes with it; sent with the mark of what was shown, enter it."""
    duty_list, years = _to_revise(request, pk)
    form = _form(request, duty_list, years)
    if request.method == "POST":
        acting = {"by": request.actor, "now": request.now, "mark": request.POST.get("mark", "")}
        if revision := form.carry_out(enter_revision, list_id=duty_list.pk, **acting):
            return done(request, _("The revision is entered."), revision)
    return _page(request, duty_list, years, form)


@require_POST
@login_required
def list_revise_try(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Who gains, loses and keeps which task, on the page or as a file; nothing is written."""
    duty_list, years = _to_revise(request, pk)
    form, shown = _form(request, duty_list, years), None
    acting = {"by": request.actor, "now": request.now}
    if foreseen := form.carry_out(try_revision, list_id=duty_list.pk, **acting):
        shown = ShownRevision(request, foreseen, duty_list, form.cleaned_data["first_on"])
        if request.POST.get("export") in FORMATS:
            return list_file(shown.listing, request.POST["export"])
    return _page(request, duty_list, years, form, shown)


@require_safe
@login_required
def list_revision(request: HttpRequest, pk: int) -> HttpResponse:
    """A revision for all who read the list: from when, what changes for one's own posts; for the
    office what became of it."""
    seen = Revision.objects.visible_to(request.user, at=request.now)
    named = ("duty_list__role_kind", "entered_by", "taken_back_by")
    revision = get_object_or_404(seen.select_related(*named), pk=pk)
    standing = standing_of(request.user, at=request.now)
    posts = posts_of(revision.duty_list, now=request.now).filter(pk__in=standing.desk_posts)
    context = {
        "revision": revision,
        "managed": revision.county_id in standing.office_counties,
        "posts": posts.select_related("unit").order_by("unit__order_key", "position", "pk"),
    }
    return render(request, f"{PAGES}/revision.html", context)


@require_POST
@login_required
def list_revision_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a revision back before its day."""
    managed = Revision.objects.managed_by(request.user, at=request.now)
    revision = get_object_or_404(managed, pk=pk)
    words = _("Taken back: the former version goes on.")
    press(request, take_back_revision, revision_id=revision.pk, say=words)
    return redirect(revision)


def _to_revise(request: HttpRequest, pk: int) -> tuple[DutyList, list[int]]:
    """The version, where there is an earlier one whose place it takes, and the years of that."""
    duty_list = managed_list(request, pk)
    years = years_to_revise(duty_list, since=day_of(request.now).year)
    if not years:
        raise Http404
    return duty_list, years


def _form(request: HttpRequest, duty_list: DutyList, years: list[int]) -> RevisionForm:
    items = new_items(duty_list, years=years)
    data = request.POST if request.method == "POST" else None
    initial = {"first_on": _day_offered(request, years), "codes": [item.code for item in items]}
    return RevisionForm(data, items=items, initial=initial)


def _day_offered(request: HttpRequest, years: list[int]) -> date:
    """The first day of the next quarter, on which most periods begin; tomorrow where that lies in
    a year that is not published."""
    today = day_of(request.now)
    month = (today.month - 1) // 3 * 3 + 4
    quarter = date(today.year, month, 1) if month <= 12 else date(today.year + 1, 1, 1)
    return quarter if quarter.year in years else today + DAY


def _page(
    request: HttpRequest,
    duty_list: DutyList,
    years: list[int],
    form: RevisionForm,
    shown: ShownRevision | None = None,
) -> HttpResponse:
    codes = [item.code for item in form.items]
    (changes,) = changes_of(duty_list, years=years[:1], codes=codes)
    context = {
        "duty_list": duty_list,
        "form": form,
        "shown": shown,
        "changes": changes,
        "standing": duty_list.revisions.standing().first(),
    }
    return render(request, f"{PAGES}/revise.html", context, status=status_of(form))
