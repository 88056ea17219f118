"""A small county with every lamp in it, and one person of each kind."""

from dataclasses import dataclass, field
from datetime import date, datetime

from demonstration.roles import Role
from responsibility.organisation.people.models import User
from responsibility.organisation.units.models import Unit
from responsibility.tasks.models import Task
from tests import make
from tests.make import at

BEARERS = [Role.PARTY_COMMITTEE, Role.PRINCIPAL_OFFICER, Role.TEAM_MEMBER]
LATE = {
    "due_on": date(2026, 7, 31),
    "warns_at": at("2026-07-24 00:00"),
    "late_at": at("2026-08-01 00:00"),
}
# Facts that give each lamp at make.NOW. "stale" is what no sweep has noticed yet: two lamps are
# stored that the clock has turned since.
FACTS = {
    "green": {"lamp": "green", "done": 1, "fulfilled_at": at("2026-08-20 09:00")},
    "yellow": {"lamp": "yellow", "lamp_since": at("2026-09-23 00:00")},
    "red": {**LATE, "lamp": "red", "lamp_since": at("2026-08-01 00:00")},
    "orange": {**LATE, "lamp": "orange", "done": 1, "fulfilled_at": at("2026-08-09 09:00")},
    "unlit": {"warns_at": at("2026-09-29 00:00")},
    "exempt": {"lamp": "exempt", "exempt": True},
    "stale yellow": {"lamp": "unlit"},
    "stale red": {**LATE, "lamp": "yellow", "lamp_since": at("2026-07-24 00:00")},
}
LAMPS = {name: name.removeprefix("stale ") for name in FACTS}
LEFT_OVER = {
    "period_start": date(2026, 4, 1),
    "period_end": date(2026, 7, 1),
    "due_on": date(2026, 6, 30),
    "opens_at": at("2026-04-01 00:00"),
    "warns_at": at("2026-06-23 00:00"),
    "late_at": at("2026-07-01 00:00"),
    "lamp": "red",
    "lamp_since": at("2026-07-01 00:00"),
}


def owe(post, how: str = "yellow", category: str = "C06", **over) -> Task:
    """A task of `post` whose lamp at make.NOW is that of `how`."""
    county = Unit.objects.get(pk=post.unit.the_county_id)
    position = int(category[1:])
    item = make.make_item(county, category=make.make_category(category, position))
    facts = dict(FACTS[how])
    if done_at := facts.get("fulfilled_at"):
        facts["lamp_since"] = done_at
    return make.make_task(post, item, **(facts | over))


@dataclass
class Shire:
    """Two branches with bodies, a group that supervises two of them, and everybody."""

    county: Unit = field(default_factory=make.make_county)
    people: dict[str, User] = field(default_factory=dict)
    bodies: list[Unit] = field(default_factory=list)
    posts: dict[tuple[str, str], object] = field(default_factory=dict)  # by unit's name and role

    def branch(self, name: str) -> Unit:
        return make.make_unit(self.county, name, Unit.Kind.BRANCH)

    def body(self, branch: Unit, name: str) -> Unit:
        body = make.make_unit(branch, name)
        for role in BEARERS:
            post, holder = make.make_holder(body, role)
            self.posts[name, role] = post
            self.people[f"{role} of {name}"] = holder
        self.bodies.append(body)
        return body


def build(bodies: int = 3) -> Shire:
    """Bodies "Body 1".. in two branches; the group supervises all but the second, the leader in
    charge has the second; the township commission has nothing to supervise."""
    shire = Shire()
    branches = [shire.branch("Towns"), shire.branch("Bureaus")]
    for number in range(1, bodies + 1):
        shire.body(branches[number > (bodies + 1) // 2], f"Body {number}")
    discipline = shire.branch("Discipline")
    _discipline(shire, discipline)
    office = make.make_unit(shire.county, "Office", Unit.Kind.OFFICE)
    seat = make.make_unit(shire.county, "Seat", Unit.Kind.OFFICE)
    _, shire.people["office"] = make.make_holder(office, Role.COMMISSION_OFFICE)
    _, shire.people["party leader"] = make.make_holder(seat, Role.PARTY_LEADER)
    leader, shire.people["leader in charge"] = make.make_holder(seat, Role.COUNTY_LEADER)
    make.put_in_charge(leader, shire.bodies[1])
    shire.people["officer"] = shire.people["principal_officer of Body 1"]
    shire.people["member"] = shire.people["team_member of Body 1"]
    principal = shire.posts["Body 1", Role.PRINCIPAL_OFFICER]
    shire.people["clerk"] = make.join(principal, role="clerk")
    shire.people["without appointment"] = make.make_person()
    shire.people["system administrator"] = make.make_person(is_system_administrator=True)
    shire.people["auditor"] = make.make_person(is_auditor=True)
    return shire


def _discipline(shire: Shire, branch: Unit) -> None:
    group = make.make_unit(branch, "Group", Unit.Kind.DISCIPLINE)
    post = make.make_post(group, Role.STATIONED_GROUP)
    shire.posts["Group", Role.STATIONED_GROUP] = post
    grants = ["log", "view", "urge", "spot_check"]
    shire.people["group"] = make.join(post, role="head", grants=grants)
    shire.people["group without urging"] = make.join(post, grants=["log", "view"])
    for body in [shire.bodies[0], *shire.bodies[2:]]:
        make.supervise(group, body)
    commission = make.make_unit(branch, "Commission", Unit.Kind.DISCIPLINE)
    post = make.make_post(commission, Role.TOWNSHIP_COMMISSION)
    shire.posts["Commission", Role.TOWNSHIP_COMMISSION] = post
    shire.people["commission that supervises nothing"] = make.join(post, role="head", grants=grants)


def fill(shire: Shire) -> None:
    """Every lamp in several categories, some of it not swept, not open yet or of other quarters."""
    ways = list(FACTS)
    for number, post in enumerate(shire.posts.values()):
        for step, category in enumerate(["C01", "C06", "C08"]):
            owe(post, ways[(number + step) % len(ways)], category)
        owe(post, "green", "C01")
        owe(post, "green", "C08", opens_at=at("2026-09-25 00:00"), fulfilled_at=None, done=0,
            lamp="unlit", lamp_since=at("2026-07-01 00:00"),
            warns_at=at("2026-09-28 00:00"))  # fmt: skip
        owe(post, "red", "C06", **LEFT_OVER)


BOARDS = ["group", "office", "party leader", "leader in charge", "officer"]
NO_BOARD = [
    "member", "clerk", "without appointment", "system administrator", "auditor",
    "commission that supervises nothing",
]  # fmt: skip


def noon(day: str) -> datetime:
    return at(f"{day} 12:00")
