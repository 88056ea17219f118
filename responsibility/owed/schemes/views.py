"""Pages of the commission office about the county's lamp rules."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pages.answer import ASK, done, status_of
from pages.days import day_of
from pages.listing.export import FORMATS
from pages.listing.views import list_file
from responsibility.lists.lamp_scheme import LampScheme
from responsibility.organisation.guard import office_of
from responsibility.organisation.sign_in.again import asks_password
from responsibility.owed.schemes.change import change_scheme, take_back_scheme, try_scheme
from responsibility.owed.schemes.forms import SchemeForm
from responsibility.owed.whatif.shown import Shown

PAGES = "responsibility/owed/schemes"


@require_safe
@login_required
def lamp_rules(request: HttpRequest) -> HttpResponse:
    """The lamp rules of the county over time, the newest first."""
    schemes = _schemes(request).order_by("-period")
    ahead = any(scheme.period.lower > day_of(request.now) for scheme in schemes)
    context = {"schemes": schemes, "ahead": ahead}
    return render(request, f"{PAGES}/rules.html", context)


@require_POST
@login_required
def lamp_rules_try(request: HttpRequest) -> HttpResponseBase:
    """Whose lamp a change would turn, on the page or as a file; nothing is written."""
    form = SchemeForm(request.POST)
    acting = {"by": request.actor, "now": request.now}
    foresight = form.carry_out(try_scheme, county_id=office_of(request), **acting)
    shown = Shown(request, foresight, "lamp-rules-try") if foresight else None
    if shown and request.POST.get("export") in FORMATS:
        return list_file(shown.listing, request.POST["export"])
    return _change_page(request, form, shown)


@require_http_methods(ASK)
@login_required
@asks_password
def lamp_rules_change(request: HttpRequest) -> HttpResponse:
    """Other rules from a day ahead."""
    running = _schemes(request).in_force(at=request.now).first() or LampScheme()
    names = ("name", "colours", "warn_days", "closes_after_days")
    initial = {name: getattr(running, name) for name in names} | {"for_open": True}
    form = SchemeForm(request.POST or None, initial=initial)
    if request.method == "POST":
        acting = {"by": request.actor, "now": request.now, "mark": request.POST.get("mark", "")}
        if form.carry_out(change_scheme, county_id=office_of(request), **acting):
            return done(request, _("The change is entered."), "lamp-rules")
    return _change_page(request, form)


@require_POST
@login_required
@asks_password
def lamp_rules_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a change whose day has not come."""
    ahead = _schemes(request).filter(period__startswith__gt=day_of(request.now))
    get_object_or_404(ahead, pk=pk)
    take_back_scheme(scheme_id=pk, by=request.actor, now=request.now)
    return done(request, _("The change is taken back."), "lamp-rules")


def _change_page(request: HttpRequest, form: SchemeForm, shown: Shown | None = None):
    running = _schemes(request).in_force(at=request.now).first() or LampScheme()
    context = {"form": form, "shown": shown, "running": running}
    return render(request, f"{PAGES}/change.html", context, status=status_of(form))


def _schemes(request: HttpRequest):
    managed = LampScheme.objects.managed_by(request.user, at=request.now)
    return managed.filter(county_id=office_of(request)).kept()
