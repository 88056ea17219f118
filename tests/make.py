"""Builders of test data: plain functions with fixed values, no randomness."""

from datetime import date, datetime, timedelta
from itertools import count
from uuid import UUID
from zoneinfo import ZoneInfo

from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from alerts.audit.actor import Actor
from alerts.workdays.models import LocalClosure
from demonstration.roles import Role
from responsibility.lists.models import Category, DutyItem, DutyList
from responsibility.lists.starter_data import rows_of
from responsibility.organisation.links.models import Charge, SupervisionLink
from responsibility.organisation.people.models import User
from responsibility.organisation.periods import from_day
from responsibility.organisation.posts.models import Appointment, Membership, Post, RoleKind
from responsibility.organisation.second_factor.codes import new_device
from responsibility.organisation.units.models import Unit, UnitVersion
from responsibility.tasks.models import Task

SHANGHAI = ZoneInfo("Asia/Shanghai")
START = date(2026, 1, 1)
NOW = datetime(2026, 9, 24, 10, 20, tzinfo=SHANGHAI)
ENTERED = datetime(2026, 1, 1, tzinfo=SHANGHAI)
numbers = count(1)
STARTER_ROLES = {row["code"]: row for row in rows_of("role_kinds")}


def at(text: str) -> datetime:
    """An aware instant in Shanghai: at("2026-09-24 10:20")."""
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def nonce() -> UUID:
    return UUID(int=next(numbers))


def make_county(name: str = "Lanchuan") -> Unit:
    county = Unit.objects.create(kind=Unit.Kind.COUNTY, name=name)
    county.path, county.order_key = f"/{county.pk}/", "0000"
    county.save(update_fields=["path", "order_key"])
    UnitVersion.objects.create(unit=county, name=name, position=0, period=from_day(START))
    return county


def make_unit(parent: Unit, name: str = "", kind: str = Unit.Kind.BODY) -> Unit:
    position = parent.children.count() + 1
    unit = Unit.objects.create(
        kind=kind,
        county_id=parent.the_county_id,
        name=name or f"Unit {next(numbers)}",
        parent=parent,
        position=position,
    )
    unit.path = f"{parent.path}{unit.pk}/"
    unit.order_key = f"{parent.order_key}.{position:04}"
    unit.save(update_fields=["path", "order_key"])
    UnitVersion.objects.create(
        unit=unit, name=unit.name, parent=parent, position=position, period=from_day(START)
    )
    return unit


def make_role(code: str, **properties) -> RoleKind:
    """A starter role by its code, or an invented one with `properties`."""
    starter = STARTER_ROLES.get(code)
    if starter:
        properties = {
            "collective": starter["collective"] == "1",
            "chain": starter["chain"],
            "segment": starter["segment"],
            **dict.fromkeys(filter(None, starter["properties"].split("|")), True),
        }
    values = {"collective": False, "chain": "principal"} | properties
    values |= {"name": code, "name_en": code, "position": RoleKind.objects.count() + 1}
    return RoleKind.objects.get_or_create(code=code, defaults=values)[0]


def make_post(unit: Unit, role: str = Role.PRINCIPAL_OFFICER, title: str = "") -> Post:
    return Post.objects.create(
        unit=unit,
        role_kind=make_role(role),
        title=title or role,
        position=unit.posts.count() + 1,
        opened_on=START,
    )


def make_person(name: str = "", **over) -> User:
    number = next(numbers)
    return User.objects.create_user(
        over.pop("staff_number", f"p{number:05}"), name=name or f"Person {number}", **over
    )


def code_of(device, now: datetime) -> str:
    """The code that the app on a phone shows for `device` at `now`."""
    totp = TOTP(device.bin_key)
    totp.time = now.timestamp()
    return f"{totp.token():06}"


def with_factor(user: User, *, now: datetime = ENTERED) -> TOTPDevice:
    """Give `user` a second factor that is set up; returns its device. The codes of now on count."""
    device = new_device(user, nonce())
    device.last_used_at = now
    device.save()
    return device


def appoint(post: Post, user: User | None = None, start: date = START, end=None) -> User:
    user = user or make_person()
    Appointment.objects.create(
        post=post, user=user, period=from_day(start, end), entered_at=ENTERED
    )
    return user


def join(post: Post, user: User | None = None, role="member", grants=("log", "view"), **over):
    """Make `user` a member or clerk of `post`; returns the user."""
    user = user or make_person()
    period = from_day(over.pop("start", START), over.pop("end", None))
    Membership.objects.create(
        post=post, user=user, role=role, grants=list(grants), period=period, entered_at=ENTERED
    )
    return user


def make_holder(unit: Unit, role: str = Role.PRINCIPAL_OFFICER) -> tuple[Post, User]:
    """A new post of `role` in `unit` with someone in it."""
    post = make_post(unit, role)
    if post.role_kind.collective:
        return post, join(post, role="head", grants=["log", "view", "approve"])
    return post, appoint(post)


def supervise(body: Unit, unit: Unit, start: date = START, end=None) -> SupervisionLink:
    return SupervisionLink.objects.create(
        body=body, unit=unit, how="stationed", period=from_day(start, end), entered_at=ENTERED
    )


def put_in_charge(post: Post, unit: Unit, start: date = START, end=None) -> Charge:
    return Charge.objects.create(
        post=post, unit=unit, kind="in_charge", period=from_day(start, end), entered_at=ENTERED
    )


def actor(user: User) -> Actor:
    return Actor(user=user, address="127.0.0.1")


def make_category(code: str = "C06", position: int = 6) -> Category:
    return Category.objects.get_or_create(
        code=code,
        defaults={
            "chain": "principal",
            "name": code,
            "name_en": code,
            "position": position,
        },
    )[0]


def make_item(county: Unit, role: str = Role.PRINCIPAL_OFFICER, **over) -> DutyItem:
    """An item of the county's first list of `role`, of the next one where that is published; its
    code is given or numbered. Its position counts within its list: the number of everything made
    in one process of tests outgrows a small integer."""
    versions = DutyList.objects.filter(county=county, role_kind=make_role(role))
    open_still = versions.filter(published_at=None, submitted_at=None, closed_at=None)
    duty_list = open_still.order_by("version").first() or DutyList.objects.create(
        county=county, role_kind=make_role(role), version=versions.count() + 1
    )
    number = next(numbers)
    values = {
        "code": f"X-{number:03}",
        "category": over.pop("category", None) or make_category(),
        "position": duty_list.items.count() + 1,
        "text": f"Duty {number}",
        "text_en": f"Duty {number}",
        "cadence": DutyItem.Cadence.QUARTERLY,
        "core": True,
    } | over
    return DutyItem.objects.create(duty_list=duty_list, **values)


def make_task(post: Post, item: DutyItem | None = None, **over) -> Task:
    """A third-quarter task of 2026 (due 30 September, yellow from the 23rd), unlit from 1 July."""
    item = item or make_item(Unit.objects.get(pk=post.unit.the_county_id))
    values = {
        "county_id": post.unit.the_county_id,
        "post": post,
        "unit": post.unit,
        "role_kind": post.role_kind,
        "category": item.category,
        "item": item,
        "item_code": item.code,
        "task_kind": item.task_kind,
        "count_basis": item.count_basis,
        "period_start": date(2026, 7, 1),
        "period_end": date(2026, 10, 1),
        "due_on": date(2026, 9, 30),
        "opens_at": at("2026-07-01 00:00"),
        "warns_at": at("2026-09-23 00:00"),
        "late_at": at("2026-10-01 00:00"),
        "lamp_since": over.get("opens_at", at("2026-07-01 00:00")),
        "made_at": at("2026-07-01 00:00"),
    } | over
    return Task.objects.create(**values)


def days(number: float) -> timedelta:
    return timedelta(days=number)


def shut(county_id: int, day: date, *, until: date | None = None, reason: str = "Snow", units=()):
    """The offices of a county, or of some `units` of it, are closed from `day` on."""
    return LocalClosure.objects.create(
        county_id=county_id,
        first_on=day,
        last_on=until or day,
        reason=reason,
        unit_ids=[unit.pk for unit in units],
    )
