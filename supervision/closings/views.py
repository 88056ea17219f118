"""Pages of closing a quarter: the list, one closing, and the acts while it is prepared."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pages.answer import ASK, done, form_page, press, status_of
from pages.listing.views import list_page
from pages.quarter import Quarter
from responsibility.organisation.guard import office_of
from responsibility.organisation.standing import standing_of
from supervision.closings.carried import CarriedOver
from supervision.closings.close import decide_closing, may_confirm
from supervision.closings.forms import CarryForm, DecideForm, OpenForm, ReasonForm
from supervision.closings.listing import ClosingListing
from supervision.closings.models import Closing
from supervision.closings.page import Closed, Preparing
from supervision.closings.prepare import (
    carry_over,
    open_closing,
    submit_closing,
    take_back_carried,
    take_back_submission,
)
from supervision.closings.row_listing import ClosedTaskListing

PAGES = "supervision/closings"
PAST = 8  # so many past quarters may be chosen


@require_safe
@login_required
def closing_list(request: HttpRequest) -> HttpResponseBase:
    """The closed quarters of which the person sees something; for who has a post."""
    if not standing_of(request.user, at=request.now).desk_posts:
        raise Http404
    return list_page(request, ClosingListing)


@require_safe
@login_required
def closed_tasks(request: HttpRequest) -> HttpResponseBase:
    """The rows of closed quarters that the person sees; for who has a post."""
    if not standing_of(request.user, at=request.now).desk_posts:
        raise Http404
    return list_page(request, ClosedTaskListing)


@require_http_methods(ASK)
@login_required
def closing_open(request: HttpRequest) -> HttpResponse:
    """Begin to close a past quarter; one in preparation is gone on with."""
    office_of(request)
    last = Quarter.at(request.now).shifted(-1)
    closed = Closing.objects.managed_by(request.user, at=request.now).exclude(digest="")
    over = {each.of_quarter for each in closed}
    quarters = [each for by in range(PAST) if (each := last.shifted(-by)) not in over]
    form = OpenForm(request.POST or None, quarters=quarters)
    act = {"by": request.actor, "now": request.now}
    if request.method == "POST" and (closing := form.carry_out(open_closing, **act)):
        return redirect(closing)
    return form_page(
        request, form, title=_("Close a quarter"), submit=_("Go on"),
        back=reverse("closing-list"),
        notes=[_("First all that is unfinished is shown. Nothing is frozen before a second person"
                 " of the office confirms.")],
    )  # fmt: skip


@require_safe
@login_required
def closing(request: HttpRequest, pk: int) -> HttpResponse:
    """One quarter: for the office while it is prepared, for all its readers once it is closed."""
    return _page(request, _visible(request, pk))


@require_POST
@login_required
def closing_carry(request: HttpRequest, pk: int) -> HttpResponse:
    """Carry over what is ticked, with a reason."""
    mine = _managed(request, pk)
    form = CarryForm(request.POST)
    act = {"closing_id": pk, "by": request.actor, "now": request.now}
    if rows := form.carry_out(carry_over, **act):
        text = ngettext("%(count)d matter carried over.", "%(count)d matters carried over.",
                        len(rows))  # fmt: skip
        return done(request, text % {"count": len(rows)}, mine)
    return _page(request, mine, carry_form=form)


@require_POST
@login_required
def carried_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a carrying-over back: it is to be decided again."""
    mine = Closing.objects.managed_by(request.user, at=request.now)
    row = get_object_or_404(CarriedOver, pk=pk, closing__in=mine)
    press(request, take_back_carried, carried_id=row.pk, say=_("Taken back."))
    return redirect(row.closing)


@require_POST
@login_required
def closing_submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Submit the closing to a second person of the office."""
    mine = _managed(request, pk)
    say = _("Submitted. Another person of the office confirms it.")
    press(request, submit_closing, closing_id=pk, say=say)
    return redirect(mine)


@require_http_methods(ASK)
@login_required
def closing_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the own submission back, with a reason."""
    mine = _managed(request, pk)
    if mine.submitted_by_id != request.user.pk:
        raise PermissionDenied
    form = ReasonForm(request.POST or None)
    act = {"closing_id": pk, "by": request.actor, "now": request.now}
    if request.method == "POST" and form.carry_out(take_back_submission, **act):
        return done(request, _("Taken back. It is in preparation again."), mine)
    return form_page(
        request, form, title=_("Take the submission back"), submit=pgettext("verb", "Take back"),
        back=mine.get_absolute_url(), lead=f"{mine.of_quarter.name} · {mine.name}",
    )  # fmt: skip


@require_POST
@login_required
def closing_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """The closing is confirmed and the quarter frozen, or it is sent back."""
    mine = _managed(request, pk)
    if not may_confirm(request.user, mine, at=request.now):
        raise PermissionDenied
    form = DecideForm(request.POST)
    act = {"closing_id": pk, "by": request.actor, "now": request.now}
    if decided := form.carry_out(decide_closing, **act):
        text = _("The quarter is closed as %(number)s.") % {"number": decided.name}
        return done(request, text if decided.is_closed else _("Sent back."), decided)
    return _page(request, mine, decide_form=form)


def _visible(request: HttpRequest, pk: int) -> Closing:
    visible = Closing.objects.visible_to(request.user, at=request.now)
    return get_object_or_404(visible.select_related("submitted_by", "closed_by"), pk=pk)


def _managed(request: HttpRequest, pk: int) -> Closing:
    mine = Closing.objects.managed_by(request.user, at=request.now)
    return get_object_or_404(mine.select_related("submitted_by", "closed_by"), pk=pk)


def _page(
    request: HttpRequest,
    shown: Closing,
    *,
    carry_form: CarryForm | None = None,
    decide_form: DecideForm | None = None,
) -> HttpResponse:
    who = {"user": request.user, "now": request.now}
    if shown.is_closed:
        return render(request, f"{PAGES}/closed.html", {"page": Closed.of(shown, **who)})
    context = {
        "page": Preparing.of(shown, **who),
        "carry_form": carry_form or CarryForm(),
        "decide_form": decide_form or DecideForm(),
    }
    forms = [form for form in (carry_form, decide_form) if form]
    return render(request, f"{PAGES}/prepare.html", context, status=status_of(*forms))
