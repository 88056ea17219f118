"""Making the demonstration: a county, three past quarters and the running one."""

from datetime import date, datetime, time, timedelta
from pkgutil import resolve_name

from django.db.models import Q

from alerts.audit.actor import Actor
from alerts.engine.sweep import sweep
from alerts.kinds.collected import collected
from alerts.kinds.trial import Trial
from alerts.workdays.announce import announce_year
from alerts.workdays.calendar import calendar_of
from demonstration.accounts import open_accounts
from demonstration.county import FOUNDED, County, build_county
from demonstration.messages import end_the_past, some_in_trouble
from demonstration.mistakes import correct_and_take_back
from demonstration.names import NAMES
from demonstration.play import play
from demonstration.script import SHANGHAI, write_script
from demonstration.successions import change_people
from responsibility.cards.starter import load_card_templates
from responsibility.lists.models import DutyList
from responsibility.lists.starter_data import load_county_lists, load_kinds
from responsibility.organisation.posts.models import Appointment
from responsibility.tasks.appointing.appointed import give_on_appointment
from responsibility.tasks.models import Task, TaskCounterpart
from responsibility.tasks.publishing.publish import publish

# Categories published whole beside the core items: with them a post lodges about as many records
# as Haishu's did, 24 in seven months (M002-24).
BESIDE_CORE = ("C01", "C02", "S01", "S03")


def seed(*, until: datetime, say) -> dict[str, int]:
    """Fill an empty database with the demonstration as it stands at the aware instant `until`.

    The same `until` makes the same demonstration. `say` is told of each step. Returns counts.
    """
    until = until.astimezone(SHANGHAI)
    start = first_day(until.date())
    opened_at = datetime.combine(start + timedelta(days=3), time(9), SHANGHAI)
    say("The organisation")
    for year in range(start.year - 1, until.year + 2):
        announce_year(year=year)
    load_kinds()
    load_card_templates()
    county = build_county(opened_at=opened_at)
    accounts = open_accounts(county)
    say("The lists, published")
    load_county_lists(county=county.unit, now=opened_at)
    _publish(county, Actor(user=accounts["office"]), opened_at, until)
    say("The story, day by day")
    tasks = list(Task.objects.select_related("item", "unit", "post", "role_kind").order_by("pk"))
    lodgings = write_script(
        tasks=tasks,
        counterparts=_counterparts(),
        calendar=calendar_of(county.unit.pk),
        until=until,
    )
    records = play(county=county, lodgings=lodgings, start=start, until=until)
    end_the_past()
    sweep(now=until)
    trial = Trial(county.unit.pk, start, until, accounts, county.holders, NAMES)
    for part in collected().demonstrations:
        resolve_name(part)(trial)
    change_people(county=county, trial=trial)
    correct_and_take_back(trial)
    sweep(now=until)
    some_in_trouble(office=accounts["office"], until=until)
    return {"tasks": len(tasks), "records": records}


def first_day(today: date) -> date:
    """The first day of the quarter three before the running one."""
    quarter = today.year * 4 + (today.month - 1) // 3 - 3
    return date(quarter // 4, quarter % 4 * 3 + 1, 1)


def _publish(county: County, by: Actor, opened_at: datetime, until: datetime) -> None:
    for year in range(opened_at.year, until.year + 1):
        now = max(opened_at, datetime(year, 1, 4, 9, tzinfo=SHANGHAI))
        if now > until:
            continue
        for duty_list in DutyList.objects.filter(county=county.unit):
            items = duty_list.items.filter(Q(core=True) | Q(category__code__in=BESIDE_CORE))
            codes = list(items.values_list("code", flat=True))
            publish(duty_list_id=duty_list.pk, year=year, codes=codes, by=by, now=now)
    for appointment in Appointment.objects.filter(period__startswith__gt=FOUNDED):
        give_on_appointment(appointment=appointment, now=opened_at)


def _counterparts() -> dict[int, tuple[list[int], list[int]]]:
    counterparts: dict[int, tuple[list[int], list[int]]] = {}
    rows = TaskCounterpart.objects.order_by("pk").values_list("task", "post", "unit")
    for task, post, unit in rows:
        posts, units = counterparts.setdefault(task, ([], []))
        if post:
            posts.append(post)
        if unit:
            units.append(unit)
    return counterparts
