"""The demonstration's county, at the size of Shifang's article (M000-09).

63 party committees, 63 principal officers, 338 team members, 22 discipline bodies.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.contrib.auth.hashers import make_password
from pypinyin import lazy_pinyin

from demonstration.names import NAMES, people, phone
from demonstration.roles import Role
from responsibility.organisation.links.models import Charge, SupervisionLink
from responsibility.organisation.people.models import User
from responsibility.organisation.periods import from_day
from responsibility.organisation.posts.models import Appointment, Membership, Post, RoleKind
from responsibility.organisation.units.models import Unit, UnitVersion

FOUNDED = date(2024, 1, 1)
# 63 teams of five, 22 of them with a sixth member, and one who joins in mid-quarter: 338
# (responsibility/tasks/joining/demonstrate.py).
TEAM, LARGER_TEAMS = 5, 22
TITLES = NAMES["titles"]


@dataclass
class County:
    """What was built: the county, its bodies in order, and who is who by role."""

    unit: Unit
    opened_at: datetime
    branches: list[Unit] = field(default_factory=list)
    bodies: list[Unit] = field(default_factory=list)
    discipline: list[Unit] = field(default_factory=list)
    holders: dict[int, User] = field(default_factory=dict)  # by post
    predecessors: dict[int, tuple[date, User]] = field(default_factory=dict)  # by post, until
    clerks: dict[int, User] = field(default_factory=dict)  # by unit

    def __post_init__(self):
        self.names = people()
        self.roles = {role.code: role for role in RoleKind.objects.all()}
        self.users = 0

    def unit_under(self, parent: Unit, name: str, kind: str) -> Unit:
        position = Unit.objects.filter(parent=parent).count() + 1
        unit = Unit.objects.create(
            kind=kind, county=self.unit, name=name, parent=parent, position=position
        )
        unit.path = f"{parent.path}{unit.pk}/"
        unit.order_key = f"{parent.order_key}.{position:04}"
        unit.save(update_fields=["path", "order_key"])
        UnitVersion.objects.create(
            unit=unit, name=name, parent=parent, position=position, period=from_day(FOUNDED)
        )
        return unit

    def person(self, name: str = "") -> User:
        self.users += 1
        name = name or next(self.names)
        return User.objects.create(
            staff_number=f"LC{self.users:04}",
            name=name,
            pinyin=" ".join(lazy_pinyin(name)),
            phone=phone(self.users),
            county=self.unit,
            password=make_password(None),
        )

    def post(self, unit: Unit, role: str, title: str, position: int) -> Post:
        return Post.objects.create(
            unit=unit,
            role_kind=self.roles[role],
            title=title,
            position=position,
            opened_on=FOUNDED,
        )

    def appoint(self, post: Post, user: User, since: date = FOUNDED) -> None:
        """Put `user` in `post` from `since`; before that somebody else held it."""
        self.holders[post.pk] = user
        self._appoint(post, user, from_day(since))
        if since > FOUNDED:
            before = self.person()
            self.predecessors[post.pk] = (since, before)
            self._appoint(post, before, from_day(FOUNDED, since))

    def _appoint(self, post: Post, user: User, period) -> None:
        basis = NAMES["basis"].format(number=post.position * 3)
        Appointment.objects.create(
            post=post, user=user, period=period, basis=basis, entered_at=self.opened_at
        )

    def holder_on(self, post_id: int, day: date) -> User:
        """Who held the post on `day`."""
        until, before = self.predecessors.get(post_id, (FOUNDED, None))
        return before if before and day < until else self.holders[post_id]

    def join(self, post: Post, user: User, role: str, *grants: str) -> None:
        Membership.objects.create(
            post=post,
            user=user,
            role=role,
            grants=list(grants),
            period=from_day(FOUNDED),
            entered_at=self.opened_at,
        )


def build_county(*, opened_at: datetime) -> County:
    """Make the whole organisation; `opened_at` is the instant at which it was entered."""
    unit = Unit.objects.create(kind=Unit.Kind.COUNTY, name=NAMES["county"], order_key="0000")
    unit.path = f"/{unit.pk}/"
    unit.save(update_fields=["path"])
    UnitVersion.objects.create(unit=unit, name=unit.name, position=0, period=from_day(FOUNDED))
    county = County(unit=unit, opened_at=opened_at)
    _build_office(county)
    for branch in NAMES["branches"]:
        above = county.unit_under(unit, branch["name"], Unit.Kind.BRANCH)
        county.branches.append(above)
        for name in branch["units"]:
            _build_body(county, above, name, town=branch is NAMES["branches"][0])
    _build_discipline(county)
    _build_leaders(county)
    return county


def _build_office(county: County) -> None:
    office = county.unit_under(county.unit, NAMES["office"], Unit.Kind.OFFICE)
    post = county.post(office, Role.COMMISSION_OFFICE, TITLES["office"], 1)
    for number in range(4):
        role = Membership.Role.HEAD if number == 0 else Membership.Role.MEMBER
        county.join(post, county.person(), role, "view", "urge", "draft", "approve")


def _build_body(county: County, above: Unit, name: str, *, town: bool) -> None:
    number = len(county.bodies)
    body = county.unit_under(above, name, Unit.Kind.BODY)
    county.bodies.append(body)
    committee = county.post(body, Role.PARTY_COMMITTEE, TITLES["party_committee"], 1)
    title = TITLES["principal_town" if town else "principal_department"]
    principal = county.post(body, Role.PRINCIPAL_OFFICER, title, 2)
    head, clerk = county.person(), county.person()
    county.appoint(principal, head, _appointed_on(county, number))
    county.join(committee, head, Membership.Role.HEAD, "log", "view", "approve")
    county.holders[committee.pk] = head
    county.clerks[body.pk] = clerk
    for post in (committee, principal):
        county.join(post, clerk, Membership.Role.CLERK, "log", "view", "draft")
    team = _build_team(county, body, town=town, size=TEAM + (number < LARGER_TEAMS))
    if not town:
        _build_sections(county, body, team)


def _appointed_on(county: County, number: int) -> date:
    """Three principals took office while the platform was running: one-off duties follow."""
    day = county.opened_at.date()
    return day + timedelta(days=40 * (number // 20 + 1)) if number % 20 == 9 else FOUNDED


def _build_team(county: County, body: Unit, *, town: bool, size: int) -> list[Post]:
    titles = TITLES["member" if town else "member_department"]
    posts = []
    for number, title in enumerate(titles[:size]):
        post = county.post(body, Role.TEAM_MEMBER, title, 3 + number)
        county.appoint(post, county.person())
        posts.append(post)
    return posts


def _build_sections(county: County, body: Unit, team: list[Post]) -> None:
    """Three sections, each with a head and one team member in charge (分管)."""
    for name, member in zip(NAMES["sections"], team, strict=False):
        section = county.unit_under(body, name, Unit.Kind.SECTION)
        head = county.post(section, Role.SECTION_HEAD, name + NAMES["section_title"], 1)
        county.appoint(head, county.person())
        _put_in_charge(county, member, section)


def _put_in_charge(county: County, post: Post, unit: Unit) -> None:
    Charge.objects.create(
        post=post,
        unit=unit,
        kind=Charge.Kind.IN_CHARGE,
        period=from_day(FOUNDED),
        entered_at=county.opened_at,
    )


def _build_discipline(county: County) -> None:
    """Eight stationed groups share the departments; each town has its own commission."""
    branch = county.unit_under(county.unit, NAMES["discipline_branch"], Unit.Kind.BRANCH)
    county.branches.append(branch)
    towns, departments = county.bodies[:14], county.bodies[14:]
    for number, name in enumerate(NAMES["groups"]):
        group = county.unit_under(branch, name, Unit.Kind.DISCIPLINE)
        units = departments[number :: len(NAMES["groups"])]
        _staff_discipline(county, group, Role.STATIONED_GROUP, TITLES["group"], units, None)
    for town in towns:
        name = town.name + NAMES["township_suffix"]
        body = county.unit_under(branch, name, Unit.Kind.DISCIPLINE)
        secretary = Post.objects.get(unit=town, title=TITLES["member"][2])
        role, title = Role.TOWNSHIP_COMMISSION, TITLES["township_commission"]
        _staff_discipline(county, body, role, title, [town], county.holders[secretary.pk])


def _staff_discipline(
    county: County, body: Unit, role: str, title: str, units: list[Unit], head: User | None
) -> None:
    county.discipline.append(body)
    post = county.post(body, role, title, 1)
    head = head or county.person()
    county.holders[post.pk] = head
    county.join(post, head, Membership.Role.HEAD, "log", "view", "urge", "spot_check", "approve")
    for _ in range(2):
        member = county.person()
        county.join(post, member, Membership.Role.MEMBER, "log", "view", "urge", "spot_check")
    how = "township" if role == Role.TOWNSHIP_COMMISSION else "stationed"
    for unit in units:
        SupervisionLink.objects.create(
            body=body,
            unit=unit,
            how=how,
            period=from_day(FOUNDED),
            entered_at=county.opened_at,
        )


def _build_leaders(county: County) -> None:
    """The secretary sees the county; six leaders are in charge of the units between them."""
    seat = county.unit_under(county.unit, NAMES["leaders_unit"], Unit.Kind.OFFICE)
    secretary = county.post(seat, Role.PARTY_LEADER, TITLES["party_leader"], 1)
    county.appoint(secretary, county.person())
    for number, title in enumerate(TITLES["county_leaders"]):
        post = county.post(seat, Role.COUNTY_LEADER, title, 2 + number)
        county.appoint(post, county.person())
        for unit in county.bodies[number :: len(TITLES["county_leaders"])]:
            _put_in_charge(county, post, unit)
