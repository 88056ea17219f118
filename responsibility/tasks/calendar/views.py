"""Pages of the commission office: the year's calendar, and closures of the offices."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alerts.workdays.models import LocalClosure
from pages.answer import ASK, done, form_page, status_of
from pages.days import WEEKDAYS, day_of
from pages.listing.export import FORMATS
from pages.listing.views import list_file
from pages.numbers import number
from responsibility.organisation.guard import office_of, units_of_office
from responsibility.owed.whatif.shown import Shown
from responsibility.tasks.calendar.close import close_offices, try_closure
from responsibility.tasks.calendar.county import in_force
from responsibility.tasks.calendar.forms import ClosureForm, TakeBackForm
from responsibility.tasks.calendar.take_back import take_back_closure
from responsibility.tasks.calendar.year import year_page
from responsibility.tasks.models import Task

PAGES = "responsibility/tasks/calendar"


@require_safe
@login_required
def work_calendar(request: HttpRequest) -> HttpResponse:
    """The year in months, with the form of a closure beside it."""
    office_of(request)
    return _page(request, ClosureForm(units=list(units_of_office(request))))


@require_POST
@login_required
def closure_try(request: HttpRequest) -> HttpResponseBase:
    """What a closure would move; nothing is written."""
    county_id = office_of(request)
    form = ClosureForm(request.POST, units=list(units_of_office(request)))
    acting = {"by": request.actor, "now": request.now}
    tried = form.carry_out(try_closure, county_id=county_id, **acting)
    if tried is None:
        return _page(request, form)
    closure, foresight = tried
    shown = Shown(request, foresight, "closure-try")
    if request.POST.get("export") in FORMATS:
        return list_file(shown.listing, request.POST["export"])
    return _page(request, form, shown=shown, closure=closure)


@require_POST
@login_required
def closure_enter(request: HttpRequest) -> HttpResponse:
    """Enter the closure that was tried out."""
    county_id = office_of(request)
    form = ClosureForm(request.POST, units=list(units_of_office(request)))
    acting = {"by": request.actor, "now": request.now, "mark": request.POST.get("mark", "")}
    closure = form.carry_out(close_offices, county_id=county_id, **acting)
    if closure is None:
        return _page(request, form)
    say = _("The closure is entered, %(count)d deadlines moved.") % {"count": closure.moved}
    return done(request, say, f"{reverse('work-calendar')}?year={closure.first_on.year}")


@require_http_methods(ASK)
@login_required
def closure_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a closure, with a reason."""
    closures = in_force(LocalClosure, county_id=office_of(request))
    closure = get_object_or_404(closures, pk=pk)
    form = TakeBackForm(request.POST or None)
    acting = {"by": request.actor, "now": request.now}
    if request.method == "POST" and form.carry_out(take_back_closure, closure_id=pk, **acting):
        return done(request, _("The closure is taken back."), "work-calendar")
    return form_page(
        request,
        form,
        title=_("Take back the closure: %(reason)s") % {"reason": closure.reason},
        submit=_("Take back"),
        back=reverse("work-calendar"),
        notes=[
            _("From now on these days count as before: what is due then is due then."),
            _("%(count)d deadlines it moved stay on the day people were told.")
            % {"count": closure.moved},
            _("No lamp turns by it. The entry stays readable, with your reason."),
        ],
    )


def shown_year(request: HttpRequest) -> int:
    """The year that the address asks for, else this one."""
    this_year = day_of(request.now).year
    asked = number(request.GET.get("year", ""))
    return asked if asked in range(this_year - 1, this_year + 3) else this_year


def _page(
    request: HttpRequest,
    form: ClosureForm,
    *,
    shown: Shown | None = None,
    closure: LocalClosure | None = None,
) -> HttpResponse:
    year = closure.first_on.year if closure else shown_year(request)
    page = year_page(
        county_id=office_of(request),
        year=year,
        tasks=Task.objects.visible_to(request.user, at=request.now),
        now=request.now,
        planned=closure.days if closure else (),
    )
    this_year = day_of(request.now).year
    names = {unit.pk: unit.name for unit in form.standing}
    context = {
        "page": page,
        "years": [this_year - 1, this_year, this_year + 1, this_year + 2],
        "form": form,
        "shown": shown,
        "closure": closure,
        "fold": bool(page.past_months) and "all" not in request.GET,
        "rows": [
            (entry, [names[pk] for pk in entry.unit_ids if pk in names]) for entry in page.closures
        ],
        "week": [weekday() for weekday in WEEKDAYS],
    }
    return render(request, f"{PAGES}/year.html", context, status=status_of(form))
