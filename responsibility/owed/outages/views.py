"""Pages of the commission office and the system administrator about outages of the platform."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alerts.workdays.models import Outage
from pages.answer import ASK, done, form_page, status_of
from pages.forms import RuleForm
from pages.listing.export import FORMATS
from pages.listing.views import list_file, list_page
from responsibility.organisation.units.models import Unit
from responsibility.owed.outages.forms import OutageForm, TakeBackForm
from responsibility.owed.outages.keep import (
    agree_to_fault,
    counties_kept_by,
    enter_outage,
    kept_by,
    take_back_outage,
    try_fault,
    try_outage,
)
from responsibility.owed.outages.listing import OutageListing
from responsibility.owed.whatif.shown import Shown

PAGES = "responsibility/owed/outages"


@require_safe
@login_required
def outages(request: HttpRequest) -> HttpResponseBase:
    """What was announced and recorded."""
    _counties(request)
    return list_page(request, OutageListing)


@require_safe
@login_required
def outage_new(request: HttpRequest) -> HttpResponse:
    """The form of maintenance or of a fault."""
    return _page(request, OutageForm(counties=_counties(request)))


@require_POST
@login_required
def outage_try(request: HttpRequest) -> HttpResponseBase:
    """What it would move; nothing is written."""
    form = OutageForm(request.POST, counties=_counties(request))
    tried = form.carry_out(try_outage, by=request.actor, now=request.now)
    if tried is None:
        return _page(request, form)
    outage, foresight = tried
    shown = Shown(request, foresight, "outage-try")
    if request.POST.get("export") in FORMATS:
        return list_file(shown.listing, request.POST["export"])
    return _page(request, form, shown=shown, outage=outage)


@require_POST
@login_required
def outage_enter(request: HttpRequest) -> HttpResponse:
    """Announce the maintenance, or record the fault, that was tried out."""
    form = OutageForm(request.POST, counties=_counties(request))
    mark = request.POST.get("mark", "")
    entered = form.carry_out(enter_outage, mark=mark, by=request.actor, now=request.now)
    if entered is None:
        return _page(request, form)
    say = _("The maintenance is announced, %(count)d deadlines moved.") % {"count": entered.moved}
    if not entered.planned:
        say = _("The fault is recorded. It holds once a second person agrees.")
    return done(request, say, "outages")


@require_http_methods(ASK)
@login_required
def outage_agree(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree to a fault that another recorded, with what it brings before one's eyes."""
    outage = _outage(request, pk)
    form = RuleForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        mark = request.POST.get("mark", "")
        acting = {"by": request.actor, "now": request.now}
        agreed = form.carry_out(agree_to_fault, outage_id=pk, mark=mark, **acting)
        if agreed:
            say = _("It is agreed to, %(count)d deadlines moved.") % {"count": agreed.moved}
            return done(request, say, "outages")
    waits = not (outage.planned or outage.approved_at or outage.taken_back_at)
    shown = Shown(request, try_fault(outage, now=request.now), "outage-agree") if waits else None
    context = {"form": form, "outage": outage, "shown": shown}
    return render(request, f"{PAGES}/agree.html", context, status=status_of(form))


@require_http_methods(ASK)
@login_required
def outage_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back an announcement or a fault, with a reason."""
    outage = _outage(request, pk)
    form = TakeBackForm(request.POST or None)
    acting = {"by": request.actor, "now": request.now}
    if request.method == "POST" and form.carry_out(take_back_outage, outage_id=pk, **acting):
        return done(request, _("It is taken back."), "outages")
    return form_page(
        request,
        form,
        title=_("Take back: %(reason)s") % {"reason": outage.reason},
        submit=_("Take back"),
        back=reverse("outages"),
        notes=[
            _("%(count)d deadlines it moved stay on the day people were told.")
            % {"count": outage.moved},
            _("No lamp turns by it. The entry stays readable, with your reason."),
        ],
    )


def _counties(request: HttpRequest) -> list[Unit]:
    """The counties whose outages the person keeps; for everybody else there is no such page."""
    found = list(counties_kept_by(request.user, at=request.now))
    if not found:
        raise Http404
    return found


def _outage(request: HttpRequest, pk: int) -> Outage:
    return get_object_or_404(kept_by(request.user, at=request.now), pk=pk, taken_back_at=None)


def _page(
    request: HttpRequest,
    form: OutageForm,
    *,
    shown: Shown | None = None,
    outage: Outage | None = None,
) -> HttpResponse:
    context = {"form": form, "shown": shown, "outage": outage}
    return render(request, f"{PAGES}/new.html", context, status=status_of(form))
