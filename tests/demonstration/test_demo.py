"""The demonstration: its size, every state, the same for the same day, its ledger equal to its
facts."""

from collections import Counter, defaultdict
from datetime import datetime
from hashlib import sha256

import pytest
from django.db import connection, transaction
from django.db.models import Count

from alerts.contacts.models import HandCall, NumberFlag
from alerts.decisions.models import Exemption, Extension
from alerts.lamps.models import LampTurn
from alerts.lamps.rule import LampFacts, lamp_for
from alerts.outbox.models import Message
from alerts.outbox.trouble import in_trouble
from alerts.proof.untold import untold
from demonstration.accounts import ACCOUNTS, PASSWORD
from demonstration.script import SHANGHAI
from demonstration.seed import first_day, seed
from pages.lamp import Lamp
from responsibility.organisation.links.models import Charge, SupervisionLink
from responsibility.organisation.people.models import User
from responsibility.organisation.posts.models import Post
from responsibility.organisation.units.models import Unit
from responsibility.outbox.calls.callees import to_be_called
from responsibility.records.bodies.models import BodyGrant
from responsibility.records.models import Credit, DutyRecord
from responsibility.tasks.models import Task, TaskCounterpart
from supervision.checks.draws.models import CheckDraw
from supervision.checks.models import CheckStep, SpotCheck
from supervision.checks.states import Act as CheckAct
from supervision.checks.states import State as CheckState
from supervision.demands.models import Demand, State
from supervision.problems.models import Assignment, Problem, ProblemStep
from supervision.problems.states import Act
from supervision.problems.states import State as ProblemState
from tests.demonstration.states import STATES

pytestmark = pytest.mark.django_db

UNTIL = datetime(2026, 11, 22, 10, 20, tzinfo=SHANGHAI)


def silent(_step):
    return None


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The demonstration, made once for this file and rolled back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        counts = seed(until=UNTIL, say=silent)
        with connection.cursor() as cursor:
            # Once, or every test checks all its rows again and asks without knowing the sizes.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED; ANALYZE")
        yield counts
        transaction.set_rollback(True)


def fingerprint() -> str:
    """Every turn of every lamp, named by what does not depend on row numbers."""
    tasks = {
        pk: key
        for pk, *key in Task.objects.values_list(
            "pk", "unit__order_key", "post__position", "item__code", "period_start", "due_on"
        )
    }
    turns = (
        LampTurn.objects.filter(kind="task")
        .order_by("id")
        .values_list("deadline_id", "from_lamp", "to_lamp", "cause", "took_effect_at")
    )
    rows = sorted(str([tasks[pk], turn]) for pk, *turn in turns)
    return sha256("\n".join(rows).encode()).hexdigest()


def test_it_has_the_size_of_the_article(demo):
    posts = Counter(Post.objects.values_list("role_kind__code", flat=True))
    assert posts["party_committee"] == posts["principal_officer"] == 63
    assert posts["team_member"] == 338
    assert posts["stationed_group"] + posts["township_commission"] == 22
    assert SupervisionLink.objects.count() == 63
    assert Charge.objects.filter(unit__kind=Unit.Kind.BODY).count() == 63


def test_its_volume_is_that_of_haishu(demo):
    """About 24 records a subject in seven months (M002-24)."""
    seven_months = DutyRecord.objects.filter(lodged_at__lt=datetime(2026, 8, 1, tzinfo=SHANGHAI))
    assert 20 < seven_months.count() / 486 < 28


def test_every_lamp_and_every_state_is_there(demo):
    lamps = set(Task.objects.with_lamp(now=UNTIL).values_list("lamp_now", flat=True))
    assert lamps == {"unlit", "yellow", "green", "red", "orange", "exempt"}
    assert set(Credit.objects.values_list("ended_as", flat=True)) >= {
        None,
        "declined",
        "withdrawn",
        "superseded",
    }
    assert Credit.objects.filter(awaits=True, confirmed_at=None, ended_at=None).exists()
    assert DutyRecord.objects.filter(kind="zero_report").exists()
    assert set(Extension.objects.values_list("granted", flat=True)) == {None, True, False}
    assert Task.objects.filter(done__gt=0, fulfilled_at=None).exists()
    assert Task.objects.filter(hold__isnull=False).exists()
    assert set(Task.objects.values_list("task_kind", flat=True)) == {
        "common",
        "individual",
        "temporary",
    }


@pytest.mark.parametrize("state", STATES)
def test_each_state_it_is_to_show_is_there(demo, state):
    assert list(STATES[state](UNTIL)[:1])


def test_there_is_a_demand_in_every_state(demo):
    demands = Demand.objects.with_lamp(now=UNTIL).with_state()
    assert {one.state for one in demands} == set(State) - {State.NOT_OWED}
    assert {one.lamp_now for one in demands} == set(Lamp)


def test_there_is_a_problem_in_every_state_and_of_every_lamp(demo):
    assert set(Problem.objects.values_list("state", flat=True)) == set(ProblemState)
    lamps = Assignment.objects.with_lamp(now=UNTIL).values_list("lamp_now", flat=True)
    assert set(lamps) == set(Lamp)
    numbers = list(Problem.objects.order_by("year", "number").values_list("number", flat=True))
    by_year = Problem.objects.values_list("year").annotate(Count("pk")).order_by("year")
    assert numbers == [n for _year, count in by_year for n in range(1, count + 1)]


def test_there_is_a_spot_check_in_every_state_and_each_draw(demo):
    assert set(SpotCheck.objects.values_list("state", flat=True)) == set(CheckState)
    assert set(CheckStep.objects.values_list("act", flat=True)) == set(CheckAct)
    drawn, withdrawn, published = CheckDraw.objects.order_by("made_at")
    assert drawn.agrees() and withdrawn.withdrawn_because
    assert not published.is_over


@pytest.mark.parametrize("act", Act)
def test_each_act_on_a_problem_is_shown_but_dropping_and_refusing(demo, act):
    shown = ProblemStep.objects.filter(act=act).exists()
    assert shown or act in (Act.DROP_MEASURE, Act.REFUSE)


def test_one_grant_to_read_is_in_use_and_one_was_ended(demo):
    ended, used = BodyGrant.objects.with_readings().order_by("-pk")
    assert (used.readings_made, used.ended_at) == (1, None)
    assert (ended.readings_made, ended.ended_at is None) == (0, False)


def test_no_number_reaches_anyone_and_every_account_opens(demo):
    phones = User.objects.exclude(phone="").values_list("phone", flat=True)
    assert all(phone.startswith("+8610000") for phone in phones)
    for account in ACCOUNTS:
        assert User.objects.get(staff_number=account.staff_number).check_password(PASSWORD)


def test_the_past_was_told_and_a_few_must_be_called(demo):
    """Most read their reminders in time; the office has exceptions, and people to call."""
    red = list(Task.objects.with_lamp(now=UNTIL).filter(lamp_now="red"))
    assert 0 < len(untold(red, now=UNTIL)) < len(red) / 5
    counties = [Unit.objects.get(kind=Unit.Kind.COUNTY).pk]
    open_ones = in_trouble(Message.objects.of_counties(counties), now=UNTIL)
    assert {(text.state, text.reason) for text in open_ones} >= {
        ("failed", "30005"), ("rejected", "21211"), ("unconfirmed", ""), ("cancelled", "no_phone"),
    }  # fmt: skip
    assert len(to_be_called(counties=counties, at=UNTIL)) == open_ones.count() == 5
    assert HandCall.objects.count() == NumberFlag.objects.count() == 1


def counted_at(task, credits, asked, at) -> tuple[int, datetime | None]:
    """How many count at `at`, and since when enough of them: from the facts alone."""
    since = {}
    for credit in credits:
        if credit.ended_at and credit.ended_at <= at or not credit.counts_at:
            continue
        if credit.counts_at > at:
            continue
        keys = asked & credit.reached if task.counts_people else {credit.record_id}
        for key in keys:
            since[key] = min(credit.counts_at, since.get(key, credit.counts_at))
    order = sorted(since.values())
    return len(order), order[task.required - 1] if len(order) >= task.required else None


def test_stored_rows_equal_a_replay_of_the_facts(demo):
    """For every task that only records touched: count, lamp, and each turn of the ledger."""
    reached, asked, credits, turns = (defaultdict(set) for _ in range(4))
    for record in DutyRecord.objects.prefetch_related("counterparts"):
        reached[record.pk] = {(row.post_id, row.unit_id) for row in record.counterparts.all()}
    for row in TaskCounterpart.objects.all():
        asked[row.task_id].add((row.post_id, row.unit_id))
    of_task = defaultdict(list)
    for credit in Credit.objects.order_by("offered_at", "pk"):
        credit.reached = reached[credit.record_id]
        of_task[credit.task_id].append(credit)
    for turn in LampTurn.objects.filter(kind="task"):
        turns[turn.deadline_id].add((turn.to_lamp, turn.took_effect_at))
    decided = set(Extension.objects.filter(kind="task").values_list("deadline_id", flat=True))
    decided |= set(Exemption.objects.filter(kind="task").values_list("deadline_id", flat=True))
    verdicts = Credit.objects.filter(ended_as__in=["insufficient", "untrue"])
    decided |= set(verdicts.values_list("task", flat=True))
    checked = 0
    for task in Task.objects.exclude(pk__in=decided):
        done, fulfilled_at = counted_at(task, of_task[task.pk], asked[task.pk], UNTIL)
        assert (task.done, task.fulfilled_at) == (done, fulfilled_at), task.pk
        assert task.lamp == lamp_for(task.facts, now=UNTIL), task.pk
        expected = replayed(task, of_task[task.pk], asked[task.pk])
        assert turns[task.pk] == expected, task.pk
        checked += 1
    assert checked > 20_000


def replayed(task, credits, asked) -> set[tuple[str, datetime]]:
    """The turns the facts ask for: at each instant something happened, and by the clock between."""
    happened = {at for c in credits for at in (c.counts_at, c.ended_at) if at}
    instants = {task.made_at, task.warns_at, task.late_at} | happened
    lamp, turns = None, set()
    for at in sorted(at for at in instants if task.made_at <= at <= UNTIL):
        _, fulfilled_at = counted_at(task, credits, asked, at)
        facts = LampFacts(
            warns_at=task.warns_at,
            late_at=task.late_at,
            closes_at=task.closes_at,
            fulfilled_at=fulfilled_at,
        )
        if (new := lamp_for(facts, now=at)) != lamp:
            turns.add((str(new), at))
            lamp = new
    return turns


@pytest.mark.faults
def test_the_same_day_makes_the_same_demonstration(demo):
    first = fingerprint()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("TRUNCATE responsibility_user, responsibility_unit CASCADE")
            cursor.execute("TRUNCATE alerts_lampturn")
        seed(until=UNTIL, say=silent)
        assert fingerprint() == first
        transaction.set_rollback(True)


def test_it_begins_three_quarters_before_the_running_one():
    days = [
        ("2026-11-22", "2026-01-01"),
        ("2026-02-10", "2025-04-01"),
        ("2027-04-01", "2026-07-01"),
    ]
    for today, first in days:
        assert first_day(datetime.fromisoformat(today).date()).isoformat() == first


def test_a_post_filled_in_mid_quarter_owes_its_share(demo):
    post = Post.objects.get(opened_on__year=UNTIL.year, unit__kind=Unit.Kind.BODY)
    share = Task.objects.filter(post=post, owed_from=post.opened_on)
    assert share.exists()
    assert {task.opens_at.astimezone(SHANGHAI).date() for task in share} == {post.opened_on}
    assert not Task.objects.filter(post=post, due_on__lt=post.opened_on).exists()
