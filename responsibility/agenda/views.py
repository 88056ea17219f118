"""The first page, the desk, the calendar, the switch between posts."""

from collections.abc import Collection

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from alerts.kinds.collected import collected
from alerts.workdays.calendar import Calendar, calendar_of
from pages.back import way_back
from pages.days import day_of
from pages.lamp import Lamp
from pages.numbers import number
from pages.quarter import Quarter
from responsibility.agenda.desk import (
    Desk,
    days_to_end,
    recent_records,
    tasks_on_desk,
)
from responsibility.agenda.home import first_page
from responsibility.agenda.month import Day, Month, days_with_lamps, week_of
from responsibility.agenda.own_reminders.days import AFTER_RED, AHEAD
from responsibility.agenda.own_reminders.on_rows import mark_own_reminders
from responsibility.agenda.parts import Parts
from responsibility.organisation.acting import choose_post, narrowed_to
from responsibility.organisation.posts.models import Post
from responsibility.organisation.standing import standing_of
from responsibility.owed.across import Owed
from responsibility.owed.whose import name_holders
from responsibility.records.credits.waiting import awaiting
from responsibility.tasks.own_list.own_list import posts_on_desk

PAGES = "responsibility/agenda"
JUST_LIT = "just_lit"  # ids of the tasks whose lamps the last act lit, in the session


@require_safe
@login_required
def home(request: HttpRequest) -> HttpResponse:
    page = first_page(request.user, now=request.now)
    return redirect(page) if page else render(request, f"{PAGES}/no_appointment.html")


@require_safe
@login_required
def desk(request: HttpRequest) -> HttpResponse:
    posts = _posts(request)
    post = _narrowed_to(request)
    this_quarter = Quarter.of(day_of(request.now))
    quarter = Quarter.parse(request.GET.get("quarter")) or this_quarter
    month = _month(request, quarter)
    calendars = _calendars(request, posts, month)
    calendar = {"month": month, "days": _days(request, month, calendars.values())}
    if request.wants_part and request.htmx.target == "month":
        return render(request, f"{PAGES}/_month.html", calendar)
    records, records_in_all = recent_records(request.user, now=request.now, post=post)
    owed = Desk.of(request.user, quarter=quarter, now=request.now, post=post)
    open_rows = [*owed.next, *owed.later, *owed.earlier]
    standing = standing_of(request.user, at=request.now)
    mark_own_reminders(open_rows, user=request.user, calendars=calendars, now=request.now)
    asked, days = request.GET.get("part"), calendar["days"]
    context = calendar | {
        "desk": owed,
        "parts": Parts.of(request.user, desk=owed, days=days, asked=asked, now=request.now),
        "remind_at": collected().remind_at,
        "quarters": [quarter.shifted(by) for by in (-1, 0, 1)],
        "days_to_end": days_to_end(quarter, now=request.now),
        "own_posts": [each for each in posts if each.pk in standing.own_posts],
        "name_posts": _naming(posts),
        "log_posts": standing.log_posts,
        "awaiting": awaiting(request.user, now=request.now),
        "records": records,
        "records_in_all": records_in_all,
        "week": _week(request, days, calendars.values()),
        "just_lit": request.session.pop(JUST_LIT, []),
    }
    return render(request, f"{PAGES}/desk.html", context)


@require_safe
@login_required
def desk_duties(request: HttpRequest) -> HttpResponse:
    """The tasks of one quarter on the desk, done ones too; of all lamps or of one."""
    posts = _posts(request)
    quarter = Quarter.parse(request.GET.get("quarter")) or Quarter.of(day_of(request.now))
    lamp = request.GET.get("lamp", "")
    tasks = tasks_on_desk(request.user, now=request.now, post=_narrowed_to(request))
    rows = tasks.filter(quarter.tasks).for_rows(now=request.now)
    context = {
        "tasks": list(rows.filter(lamp_now=lamp) if lamp in Lamp.values else rows),
        "lamp": lamp if lamp in Lamp.values else "",
        "quarter": quarter,
        "name_posts": _naming(posts),
        "log_posts": standing_of(request.user, at=request.now).log_posts,
    }
    return render(request, f"{PAGES}/duties.html", context)


@require_safe
@login_required
def calendar(request: HttpRequest) -> HttpResponse:
    """A month of due days, and what is due on each."""
    posts = _posts(request)
    month = _month(request, Quarter.of(day_of(request.now)))
    within = {"due_on__gte": month.start, "due_on__lt": month.next.start}
    owed = _owed(request).of_each(lambda rows: rows.filter(**within))
    context = {
        "month": month,
        "days": _days(request, month, _calendars(request, posts, month).values()),
        "owed": name_holders(
            sorted(owed.rows(), key=lambda one: (one.due_on, one.late_at)), now=request.now
        ),
        "name_posts": _naming(posts),
        "log_posts": standing_of(request.user, at=request.now).log_posts,
    }
    return render(request, f"{PAGES}/calendar.html", context)


@require_POST
@login_required
def identity(request: HttpRequest) -> HttpResponse:
    """Narrow the desk and the form to one of the own posts (`post`), or to none in particular."""
    chosen = request.POST.get("post", "")
    choose_post(
        request.session,
        post_id=number(chosen),
        standing=standing_of(request.user, at=request.now),
    )
    return redirect(way_back(request, "home"))


def _narrowed_to(request: HttpRequest) -> int | None:
    standing = standing_of(request.user, at=request.now)
    post = narrowed_to(request.session, standing=standing)
    return post if post in standing.desk_posts else None


def _posts(request: HttpRequest) -> list[Post]:
    """The posts on the desk, or the one it is narrowed to; who has none has no such page."""
    posts = posts_on_desk(request.user, now=request.now)
    if not posts:
        raise Http404
    chosen = _narrowed_to(request)
    return [post for post in posts if chosen in (None, post.pk)]


def _naming(posts: list[Post]) -> str:
    """What tells tasks of several posts apart: nothing for one, its title, also its unit."""
    if len({post.unit_id for post in posts}) > 1:
        return "unit"
    return "post" if len(posts) > 1 else ""


def _owed(request: HttpRequest) -> Owed:
    """What is on the desk, or on that of the one post it is narrowed to."""
    return Owed.on_desk_of(request.user, at=request.now, post=_narrowed_to(request))


def _month(request: HttpRequest, quarter: Quarter) -> Month:
    """The month asked for, else this one, else the first of the quarter looked at."""
    today = day_of(request.now)
    running = today if Quarter.of(today) == quarter else quarter.start
    return Month.parse(request.GET.get("month")) or Month.of(running)


def _calendars(request: HttpRequest, posts: list[Post], month: Month) -> dict[int, Calendar]:
    """By county: the days off of the month shown, of this week and of the days on which one may
    be reminded."""
    today = day_of(request.now)
    first = min(month.days[0], week_of(today)[0])
    last = max(month.days[-1], today + max(AHEAD, AFTER_RED))
    counties = {post.unit.the_county_id for post in posts}
    return {county: calendar_of(county, within=(first, last)) for county in counties}


def _days(
    request: HttpRequest, month: Month, calendars: Collection[Calendar], days=None
) -> list[Day]:
    owed = _owed(request)
    return days_with_lamps(days or month.days, month=month, owed=owed, calendars=calendars)


def _week(request: HttpRequest, shown: list[Day], calendars: Collection[Calendar]) -> list[Day]:
    """This week, from the month shown where it holds the week."""
    week = week_of(day_of(request.now))
    found = [day for day in shown if day.day in week]
    return found if len(found) == len(week) else _days(request, Month.of(week[0]), calendars, week)
