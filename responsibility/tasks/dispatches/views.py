"""Pages for giving out a task, for who may: the office, supervising bodies, principals."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from alerts.wording.sample import sample_text
from pages.answer import done
from pages.forms import AGAIN
from pages.listing.views import list_page
from pages.refused import Refused
from responsibility.files.attach import attached_uploads
from responsibility.files.views import with_uploads
from responsibility.organisation.guard import county_given_out_in
from responsibility.tasks.dispatches.dispatch import dispatch
from responsibility.tasks.dispatches.forms import DispatchForm
from responsibility.tasks.dispatches.kind import DISPATCHED
from responsibility.tasks.dispatches.listing import DispatchListing
from responsibility.tasks.dispatches.models import Dispatch
from responsibility.tasks.dispatches.reach import reach_of
from responsibility.tasks.dispatches.whom import Whom, chosen_posts
from responsibility.tasks.models import Task

PAGES = "responsibility/tasks/dispatches"


@require_safe
@login_required
def dispatch_list(request: HttpRequest) -> HttpResponseBase:
    county_given_out_in(request)
    return list_page(request, DispatchListing)


@require_safe
@login_required
def dispatch_new(request: HttpRequest) -> HttpResponse:
    return _page(request, _form(request, None), status=200)


@require_POST
@login_required
def dispatch_reach(request: HttpRequest) -> HttpResponse:
    """The running totals beside the form, for what is chosen so far."""
    form = _form(request, request.POST)
    form.is_valid()
    return render(request, f"{PAGES}/_reach.html", {"reach": _reach(request, form)})


@require_POST
@login_required
def dispatch_check(request: HttpRequest) -> HttpResponse:
    """The last look before it is done; a post may still be taken out."""
    if dropped := request.POST.get(AGAIN):  # without JavaScript: a file is to leave the form
        fields = request.POST.copy()
        fields.setlist("files", [one for one in fields.getlist("files") if one != dropped])
        form = _form(request, fields)
        form.is_valid()
        return _page(request, form, status=200)
    form = _sent(request)
    if not form.is_valid():
        return _page(request, form, status=422)
    files = attached_uploads(request.user, form.cleaned_data["files"], at=request.now)
    due_on = form.cleaned_data["due_on"]
    text = sample_text(stage=DISPATCHED, kind=Task.matter_kind, due_on=due_on, now=request.now)
    context = {"form": form, "reach": _reach(request, form), "files": files, "text": text}
    return render(request, f"{PAGES}/check.html", context)


@require_POST
@login_required
def dispatch_do(request: HttpRequest) -> HttpResponse:
    form = _form(request, request.POST)
    goes_on = form.is_valid() and "back" not in request.POST
    if goes_on and (act := _dispatch(request, form)):
        words = _("Written down: %(title)s") if act.waits else _("Dispatched: %(title)s")
        if act.taken_back_at:  # a form sent again from before
            words = _("Taken back meanwhile: %(title)s")
        return done(request, words % {"title": act.title}, act)
    return _page(request, form, status=200 if form.is_valid() else 422)


def _form(request: HttpRequest, data) -> DispatchForm:
    whom = Whom(request.user, county_id=county_given_out_in(request), now=request.now)
    return DispatchForm(
        data,
        initial={"required": 1, "units": whom.unit_ids},
        whom=whom,
    )


def _sent(request: HttpRequest) -> DispatchForm:
    """The form as sent, with the files sent along stored."""
    fields, refused = with_uploads(request)
    form = _form(request, fields)
    if refused:
        form.refuse(Refused.because({"files": refused}))
    return form


def _posts(request: HttpRequest, form: DispatchForm):
    return chosen_posts(request.user, form, now=request.now)


def _page(request: HttpRequest, form: DispatchForm, *, status: int) -> HttpResponse:
    """The form; what is attached already stands in it."""
    files = attached_uploads(request.user, form["files"].value(), at=request.now)
    context = {"form": form, "reach": None, "files": files, "most": settings.UPLOADS_PER_RECORD}
    if form.is_bound:
        context["reach"] = _reach(request, form)
    return render(request, f"{PAGES}/new.html", context, status=status)


def _reach(request: HttpRequest, form: DispatchForm):
    category = form.cleaned_data.get("category")
    return reach_of(
        posts=_posts(request, form), category_id=category.pk if category else None, now=request.now
    )


def _dispatch(request: HttpRequest, form: DispatchForm) -> Dispatch | None:
    return form.carry_out(
        dispatch,
        county_id=county_given_out_in(request),
        posts=list(_posts(request, form)),
        by=request.actor,
        now=request.now,
    )
