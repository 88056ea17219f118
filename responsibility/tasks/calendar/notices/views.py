"""Pages of the commission office: a year's notice of days off, pasted, tried out and entered."""

from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alerts.workdays.models import YearNotice
from pages.answer import ASK, done, form_page
from pages.days import day_of
from pages.listing.export import FORMATS
from pages.listing.views import list_file
from responsibility.organisation.guard import office_of
from responsibility.owed.whatif.shown import Shown
from responsibility.tasks.calendar.county import in_force
from responsibility.tasks.calendar.forms import TakeBackForm
from responsibility.tasks.calendar.forms_notice import BaseLines, Lines, NoticeForm, lines_of
from responsibility.tasks.calendar.notice import enter_notice, try_notice
from responsibility.tasks.calendar.read_notice import Holiday, Reading, read_notice
from responsibility.tasks.calendar.take_back import take_back_notice
from responsibility.tasks.calendar.views import PAGES, shown_year


@require_safe
@login_required
def notice(request: HttpRequest) -> HttpResponse:
    """Paste the notice of a year, or correct the one in force."""
    county_id, year = office_of(request), max(shown_year(request), day_of(request.now).year)
    stored = in_force(YearNotice, county_id=county_id).filter(year=year).last()
    initial = {"year": year, "basis": stored.basis if stored else ""}
    form = NoticeForm(initial=initial, this_year=day_of(request.now).year)
    return _page(request, form, lines_of(_holidays(stored) if stored else []))


@require_POST
@login_required
def notice_try(request: HttpRequest) -> HttpResponseBase:
    """Read the pasted text, or take the table as it was corrected, and show what would move."""
    county_id = office_of(request)
    form = NoticeForm(request.POST, this_year=day_of(request.now).year)
    lines, reading = Lines(request.POST, prefix="line"), Reading()
    if not form.is_valid():
        return _page(request, form, lines)
    if request.POST.get("act") == "read":
        reading = read_notice(form.cleaned_data["text"], year=form.cleaned_data["year"])
        if not reading.holidays:
            form.add_error("text", _("No holiday was found in the text. Fill in the table."))
            return _page(request, form, lines_of([]))
        lines, holidays = lines_of(reading.holidays), reading.holidays
    elif lines.is_valid():
        holidays = lines.holidays
    else:
        return _page(request, form, lines)
    fixed = {"county_id": county_id, "days": _days(holidays), "now": request.now}
    foresight = form.carry_out(try_notice, by=request.actor, **fixed)
    shown = Shown(request, foresight, "notice-try") if foresight else None
    if shown and request.POST.get("export") in FORMATS:
        return list_file(shown.listing, request.POST["export"])
    return _page(request, form, lines, reading=reading, shown=shown)


@require_POST
@login_required
def notice_enter(request: HttpRequest) -> HttpResponse:
    """Enter the notice that was tried out."""
    county_id = office_of(request)
    form = NoticeForm(request.POST, this_year=day_of(request.now).year)
    lines = Lines(request.POST, prefix="line")
    if form.is_valid() and lines.is_valid():
        fixed = {"county_id": county_id, "days": _days(lines.holidays), "now": request.now}
        fixed["mark"] = request.POST.get("mark", "")
        entered = form.carry_out(enter_notice, by=request.actor, **fixed)
        if entered:
            say = _("The notice is entered, %(count)d deadlines moved.") % {"count": entered.moved}
            return done(request, say, f"{reverse('work-calendar')}?year={entered.year}")
    return _page(request, form, lines)


@require_http_methods(ASK)
@login_required
def notice_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back an entered notice, with a reason."""
    found = get_object_or_404(in_force(YearNotice, county_id=office_of(request)), pk=pk)
    form = TakeBackForm(request.POST or None)
    acting = {"by": request.actor, "now": request.now}
    if request.method == "POST" and form.carry_out(take_back_notice, notice_id=pk, **acting):
        return done(request, _("The notice is taken back."), "work-calendar")
    return form_page(
        request,
        form,
        title=_("Take back the notice of %(year)s, version %(version)s")
        % {"year": found.year, "version": found.version},
        submit=_("Take back"),
        back=f"{reverse('work-calendar')}?year={found.year}",
        notes=[
            _("The version before it holds again; without one, what the platform brings along."),
            _("%(count)d deadlines it moved stay on the day people were told.")
            % {"count": found.moved},
            _("Other open deadlines move only where a day becomes a day off again, never earlier."),
        ],
    )


def _days(holidays: list[Holiday]) -> dict[date, tuple[bool, str]]:
    return {day: says for holiday in holidays for day, says in holiday.days.items()}


def _holidays(stored: YearNotice) -> list[Holiday]:
    """An entered notice as lines of the table."""
    holidays: dict[str, Holiday] = {}
    for text, (off, names) in sorted(stored.days.items()):
        day = date.fromisoformat(text)
        if off:
            found = holidays.setdefault(names, Holiday(names, day, day))
            found.last_on = day
    for text, (off, names) in stored.days.items():
        if not off and names in holidays:
            holidays[names].works.append(date.fromisoformat(text))
    return list(holidays.values())


def _page(
    request: HttpRequest,
    form: NoticeForm,
    lines: BaseLines,
    *,
    reading: Reading | None = None,
    shown: Shown | None = None,
) -> HttpResponse:
    wrong = form.errors or (lines.is_bound and not lines.is_valid())
    context = {
        "form": form,
        "lines": lines,
        "reading": reading,
        "shown": shown,
    }
    return render(request, f"{PAGES}/notice.html", context, status=422 if wrong else 200)
