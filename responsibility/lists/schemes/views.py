"""Pages of the commission office about the county's lamp rules."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pages.answer import ASK, done, form_page
from pages.days import day_of
from responsibility.lists.models import LampScheme
from responsibility.lists.schemes.change import change_scheme, take_back_scheme
from responsibility.lists.schemes.forms import SchemeForm
from responsibility.organisation.guard import office_of
from responsibility.organisation.sign_in.again import asks_password

PAGES = "responsibility/lists/schemes"


@require_safe
@login_required
def lamp_rules(request: HttpRequest) -> HttpResponse:
    """The lamp rules of the county over time, the newest first."""
    schemes = _schemes(request).order_by("-period")
    ahead = any(scheme.period.lower > day_of(request.now) for scheme in schemes)
    context = {"schemes": schemes, "ahead": ahead}
    return render(request, f"{PAGES}/rules.html", context)


@require_http_methods(ASK)
@login_required
@asks_password
def lamp_rules_change(request: HttpRequest) -> HttpResponse:
    """Other rules from a day ahead."""
    running = _schemes(request).in_force(at=request.now).first() or LampScheme()
    names = ("name", "colours", "warn_days", "closes_after_days")
    initial = {name: getattr(running, name) for name in names}
    form = SchemeForm(request.POST or None, initial=initial)
    if request.method == "POST":
        acting = {"by": request.actor, "now": request.now}
        if form.carry_out(change_scheme, county_id=office_of(request), **acting):
            return done(request, _("The change is entered."), "lamp-rules")
    return form_page(
        request,
        form,
        title=_("Change the lamp rules"),
        submit=_("Enter the change"),
        back=reverse("lamp-rules"),
        notes=[
            _("Tasks there are keep their rules, also those that open after that day."),
            _("Tasks made from now on follow the rules of the day on which they open."),
            _("An extension takes the days of warning and of late entry in force when granted."),
            _("Boards draw what they sum up in the colours of the day. No ledger is rewritten."),
        ],
    )


@require_POST
@login_required
@asks_password
def lamp_rules_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a change whose day has not come."""
    ahead = _schemes(request).filter(period__startswith__gt=day_of(request.now))
    get_object_or_404(ahead, pk=pk)
    take_back_scheme(scheme_id=pk, by=request.actor, now=request.now)
    return done(request, _("The change is taken back."), "lamp-rules")


def _schemes(request: HttpRequest):
    managed = LampScheme.objects.managed_by(request.user, at=request.now)
    return managed.filter(county_id=office_of(request)).kept()
