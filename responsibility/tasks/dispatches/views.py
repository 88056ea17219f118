"""Pages of the commission office for giving out a task."""

from collections import Counter

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pages.answer import done
from pages.days import day_of
from pages.listing.views import list_page
from responsibility.organisation.guard import office_of
from responsibility.organisation.posts.models import Post
from responsibility.tasks.dispatches.dispatch import dispatch
from responsibility.tasks.dispatches.forms import DispatchForm
from responsibility.tasks.dispatches.listing import DispatchListing
from responsibility.tasks.dispatches.models import Dispatch
from responsibility.tasks.dispatches.reach import posts_for, reach_of, units_by_branch

PAGES = "responsibility/tasks/dispatches"


@require_safe
@login_required
def dispatch_list(request: HttpRequest) -> HttpResponseBase:
    office_of(request)
    return list_page(request, DispatchListing)


@require_safe
@login_required
def dispatch_new(request: HttpRequest) -> HttpResponse:
    form = _form(request, None)
    return render(request, f"{PAGES}/new.html", {"form": form, "reach": None})


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
    form = _form(request, request.POST)
    if form.is_valid():
        reach = _reach(request, form)
        return render(request, f"{PAGES}/check.html", {"form": form, "reach": reach})
    context = {"form": form, "reach": _reach(request, form)}
    return render(request, f"{PAGES}/new.html", context, status=422)


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
    context = {"form": form, "reach": _reach(request, form)}
    return render(request, f"{PAGES}/new.html", context, status=200 if form.is_valid() else 422)


def _form(request: HttpRequest, data) -> DispatchForm:
    county = office_of(request)
    branches = units_by_branch(county_id=county, now=request.now)
    initial = {
        "required": 1,
        "units": [str(unit.pk) for _branch, units in branches for unit in units],
    }
    managed = Post.objects.managed_by(request.user, at=request.now)
    posts = managed.filter(Q(unit=county) | Q(unit__county=county))
    rows = list(posts.standing_on(day_of(request.now)).values_list("pk", "role_kind__code"))
    return DispatchForm(
        data,
        initial=initial,
        branches=branches,
        posts=[pk for pk, _role in rows],
        standing=Counter(role for _pk, role in rows),
        now=timezone.localtime(request.now),
    )


def _posts(request: HttpRequest, form: DispatchForm):
    chosen = form.cleaned_data
    return posts_for(
        county_id=office_of(request),
        role_codes=chosen.get("roles", []),
        unit_ids=chosen.get("units", []),
        without=chosen.get("without", []),
        now=request.now,
    )


def _reach(request: HttpRequest, form: DispatchForm):
    category = form.cleaned_data.get("category")
    return reach_of(
        posts=_posts(request, form), category_id=category.pk if category else None, now=request.now
    )


def _dispatch(request: HttpRequest, form: DispatchForm) -> Dispatch | None:
    return form.carry_out(
        dispatch,
        county_id=office_of(request),
        posts=list(_posts(request, form)),
        by=request.actor,
        now=request.now,
    )
