"""Pages of the supervisor supervised: the bodies, one of them, its rows, a matter to decide."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from alerts.proof.page import DeadlinePage
from pages.listing.views import list_page
from pages.quarter import Quarter
from responsibility.owed.page import decisions_open_to, owed_page
from supervision.oversight.decider import decider_of, may_decide
from supervision.oversight.listing import BodyListing, DutyListing
from supervision.oversight.models import DecisionDuty
from supervision.oversight.page import BodyPage
from supervision.oversight.rights import bodies_seen
from supervision.oversight.task_listing import BodyTaskListing
from supervision.oversight.words import DecisionWords

PAGES = "supervision/oversight"


@require_safe
@login_required
def oversight(request: HttpRequest) -> HttpResponseBase:
    """The bodies that the person may look at; for who may look at one."""
    return _list(request, BodyListing)


@require_safe
@login_required
def oversight_body(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them, in a quarter."""
    body = get_object_or_404(bodies_seen(request.user, at=request.now), pk=pk)
    quarter = Quarter.parse(request.GET.get("quarter")) or Quarter.at(request.now)
    page = BodyPage.of(body, quarter, user=request.user, now=request.now)
    return render(request, f"{PAGES}/body.html", {"page": page})


@require_safe
@login_required
def oversight_rows(request: HttpRequest) -> HttpResponseBase:
    """What they decide."""
    return _list(request, DutyListing)


@require_safe
@login_required
def oversight_tasks(request: HttpRequest) -> HttpResponseBase:
    """Their own duties."""
    return _list(request, BodyTaskListing)


@require_safe
@login_required
def decision(request: HttpRequest, pk: int) -> HttpResponse:
    """A matter to decide with its lamp, and for who decides the way there."""
    visible = DecisionDuty.objects.visible_to(request.user, at=request.now)
    duty = get_object_or_404(visible.for_rows(now=request.now), pk=pk)
    words = DecisionWords(decider_of(duty))
    page = DeadlinePage.about(duty, now=request.now, **owed_page(duty, words, now=request.now))
    context = {
        "duty": duty,
        "owed": duty,
        "page": page,
        "cause": duty.cause,
        "may_decide": may_decide(request.user, duty, at=request.now),
        **decisions_open_to(request.user, page=page, now=request.now),
    }
    return render(request, f"{PAGES}/decision.html", context)


def _list(request: HttpRequest, listing) -> HttpResponseBase:
    if not bodies_seen(request.user, at=request.now).exists():
        raise Http404
    return list_page(request, listing)
