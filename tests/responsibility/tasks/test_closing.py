"""What becomes of the tasks of a post or a unit that is closed: one table, then the rest."""

from datetime import date, timedelta

import pytest
import time_machine
from django.conf import settings
from django.urls import reverse

from alerts.audit.models import AuditEntry
from alerts.decisions.exempt import exempt, lift_exemption
from alerts.decisions.extend import ask_extension
from alerts.engine.sweep import sweep
from alerts.proof.ledger import turns_of
from pages.refused import Refused
from responsibility.organisation.links.models import Charge, SupervisionLink
from responsibility.organisation.periods import last_day
from responsibility.organisation.posts.models import Appointment, Membership, Post
from responsibility.tasks.closing.close import close_post, close_unit
from responsibility.tasks.closing.end import exempt_tasks_of_closed_posts
from responsibility.tasks.closing.left_open import left_open
from responsibility.tasks.models import Task
from responsibility.tasks.page.task_page import TaskPage
from tests.make import (
    NOW,
    at,
    days,
    join,
    make_holder,
    make_item,
    make_post,
    make_task,
    make_unit,
    put_in_charge,
    supervise,
)
from tests.responsibility.records.cast import acting, lodge_as, make_cast, state, turns

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
TODAY = NOW.date()
YESTERDAY, NEXT_MONTH = date(2026, 9, 23), date(2026, 10, 31)
THIRD = {}  # the quarter of make_task: due on 30 September, yellow since the 23rd
SECOND = {
    "period_start": date(2026, 4, 1), "period_end": date(2026, 7, 1), "due_on": date(2026, 6, 30),
    "opens_at": at("2026-04-01 00:00"), "warns_at": at("2026-06-23 00:00"),
    "late_at": at("2026-07-01 00:00"),
}  # fmt: skip
AUGUST = SECOND | {
    "due_on": date(2026, 8, 31), "warns_at": at("2026-08-24 00:00"),
    "late_at": at("2026-09-01 00:00"),
}  # fmt: skip
FOURTH = {
    "period_start": date(2026, 10, 1), "period_end": date(2027, 1, 1),
    "due_on": date(2026, 12, 31), "opens_at": at("2026-10-01 00:00"),
    "warns_at": at("2026-12-24 00:00"), "late_at": at("2027-01-01 00:00"), "lamp_since": NOW,
}  # fmt: skip


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def office(cast):
    return make_holder(make_unit(cast.county, kind="office"), "commission_office")[1]


def close_as(user, post, *, last_on, now=NOW) -> tuple[Post, int]:
    return close_post(post_id=post.pk, last_on=last_on, by=acting(user), now=now)


def ledger(task) -> list[tuple]:
    return [turn[:3] for turn in turns(task)]


YELLOW = ("unlit", "yellow", "clock")
RED = ("yellow", "red", "clock")
ENDS = "post_closed"


# The quarter, the last day, the day on which it is looked at, and the ledger then.
@pytest.mark.parametrize(
    ("task", "last_on", "looked_at", "expected"),
    [
        pytest.param(THIRD, YESTERDAY, NOW, [YELLOW, ("yellow", "exempt", ENDS)], id="at once"),
        pytest.param(THIRD, TODAY, NOW, [YELLOW], id="not before the last day is over"),
        pytest.param(
            THIRD, TODAY, NOW + days(1), [YELLOW, ("yellow", "exempt", ENDS)], id="the day after"
        ),
        pytest.param(THIRD, date(2026, 9, 29), at("2026-09-30 00:05"),
                     [YELLOW, ("yellow", "exempt", ENDS)], id="due on the day after the last"),
        pytest.param(THIRD, date(2026, 9, 30), at("2026-10-01 00:05"),
                     [YELLOW, RED], id="due on the last day: red, and so it stays"),
        pytest.param(SECOND, YESTERDAY, NOW, [YELLOW, RED], id="red long since: history"),
        pytest.param(AUGUST, date(2026, 8, 15), NOW,
                     [YELLOW, RED, ("red", "exempt", ENDS)], id="entered late: the red is kept"),
        pytest.param(FOURTH, YESTERDAY, NOW, [("unlit", "exempt", ENDS)], id="not begun"),
        pytest.param(FOURTH, NEXT_MONTH, at("2026-11-01 08:00"),
                     [("unlit", "exempt", ENDS)], id="begun, closed ahead"),
    ],
)  # fmt: skip
def test_what_falls_due_later_is_owed_no_more(cast, office, task, last_on, looked_at, expected):
    task = make_task(cast.post, **task)
    close_as(office, cast.post, last_on=last_on)
    sweep(now=looked_at)
    exempt_tasks_of_closed_posts(now=looked_at)  # the duty of the day
    assert ledger(task) == expected


def test_without_a_sweep_the_ledger_says_the_same(cast, office):
    task = make_task(cast.post, **AUGUST)
    close_as(office, cast.post, last_on=date(2026, 8, 15))
    assert turns(task) == [
        (*YELLOW, task.warns_at),
        (*RED, task.late_at),
        ("red", "exempt", ENDS, NOW),
    ]


@pytest.mark.parametrize("swept", [True, False])
def test_closed_at_the_very_instant_of_a_deadline_its_red_stays_in_the_ledger(cast, office, swept):
    """Half-open: at 24:00 it is late. The daily duty comes at that instant."""
    task = make_task(cast.post)
    Post.objects.filter(pk=cast.post.pk).update(closed_on=date(2026, 9, 30))
    if swept:
        sweep(now=task.late_at)
    exempt_tasks_of_closed_posts(now=task.late_at)
    seen = [turn[1:] for turn in turns(task)]
    assert seen[:2] == [("yellow", "clock", task.warns_at), ("red", "clock", task.late_at)]
    (lamp, cause, ended_at) = seen[2]
    assert (lamp, cause) == ("exempt", "post_closed")
    assert ended_at - task.late_at <= timedelta(microseconds=1)


def test_what_is_done_stays_done(cast, office):
    task = make_task(cast.post)
    lodge_as(cast.holder, task)
    assert close_as(office, cast.post, last_on=YESTERDAY)[1] == 0
    assert state(task)[0] == "green"


def test_a_half_done_and_a_held_one_end_too(cast, office):
    half = make_task(cast.post, required=2)
    lodge_as(cast.holder, half)
    held = make_task(cast.post)
    ask_extension(
        by=acting(cast.holder),
        now=NOW,
        deadline=held,
        wanted_on=NEXT_MONTH,
        reason="Illness.",
    )
    assert close_as(office, cast.post, last_on=YESTERDAY)[1] == 2
    assert state(half)[:2] == ("exempt", 1) and state(held)[0] == "exempt"


def test_other_posts_keep_theirs_and_twice_is_once(cast, office):
    other = make_task(make_post(cast.unit))
    make_task(cast.post)
    assert close_as(office, cast.post, last_on=YESTERDAY)[1] == 1
    assert exempt_tasks_of_closed_posts(now=NOW) == 0
    assert state(other)[0] == "unlit"
    assert AuditEntry.objects.filter(action="task.end_with_post").count() == 1


def test_a_later_last_day_lets_them_live_on(cast, office):
    task = make_task(cast.post)
    close_as(office, cast.post, last_on=TODAY)
    close_as(office, cast.post, last_on=NEXT_MONTH)
    assert exempt_tasks_of_closed_posts(now=NOW + days(1)) == 0
    assert state(task)[0] == "unlit"


def test_what_is_given_to_it_after_the_closing_was_entered_ends_with_it(cast, office):
    close_as(office, cast.post, last_on=NEXT_MONTH)
    task = make_task(cast.post, **FOURTH)
    assert exempt_tasks_of_closed_posts(now=at("2026-11-01 00:05")) == 1
    assert ledger(task) == [("unlit", "exempt", ENDS)]


def test_the_log_has_who_closed_it_and_the_duty_of_the_day_has_nobody(cast, office):
    tasks = [make_task(cast.post).pk for _ in range(2)]
    close_as(office, cast.post, last_on=YESTERDAY)
    entry = AuditEntry.objects.get(action="task.end_with_post")
    assert (entry.user, entry.kind, entry.object_id) == (office, "post", str(cast.post.pk))
    assert entry.after == {"closed_on": "2026-09-24", "tasks": tasks}
    post = make_post(cast.unit)
    make_task(post)
    Post.objects.filter(pk=post.pk).update(closed_on=TODAY)
    exempt_tasks_of_closed_posts(now=NOW)
    assert AuditEntry.objects.get(object_id=str(post.pk)).user is None


def test_the_task_says_why_and_is_not_to_be_lifted(cast, office):
    task = make_task(cast.post)
    close_as(office, cast.post, last_on=YESTERDAY)
    row = Task.objects.for_rows(now=NOW).get(pk=task.pk)
    why = "".join(part.text for part in TaskPage.of(row, now=NOW).why)
    assert why == "Nothing is owed: the post is closed from 24 Sep."
    assert turns_of(row, now=NOW)[0].cause == "post closed"
    with pytest.raises(Refused, match="closed"):
        lift_exemption(by=acting(office), now=NOW, deadline=task)


def test_one_exempted_before_keeps_its_own_reason(cast, office):
    task = make_task(cast.post)
    exempt(by=acting(office), now=NOW, deadline=task, reason="Posted abroad.")
    assert close_as(office, cast.post, last_on=YESTERDAY)[1] == 0
    assert turns(task)[-1][2] == "exempted"


def test_refused_nothing_ends(cast, office):
    task = make_task(cast.post)
    with pytest.raises(Refused, match="The post was not open yet on that day"):
        close_as(office, cast.post, last_on=date(2025, 12, 31))
    assert state(task)[0] == "unlit"


def test_a_unit_ends_with_its_posts_people_charges_links_and_tasks(cast, office):
    leader, _ = make_holder(cast.county, "county_leader")
    put_in_charge(leader, cast.unit)
    supervise(make_unit(cast.county, kind="discipline"), cast.unit)
    seat, _ = make_holder(cast.unit, "team_member")
    join(make_post(cast.unit, "party_committee"))
    tasks = [make_task(post) for post in (cast.post, seat)]
    unit, ended = close_unit(unit_id=cast.unit.pk, last_on=YESTERDAY, by=acting(office), now=NOW)
    assert (unit.closed_on, ended) == (TODAY, 2)
    assert {state(task)[0] for task in tasks} == {"exempt"}
    for rows in (
        Appointment.objects.filter(post__unit=unit),
        Membership.objects.filter(post__unit=unit),
        Charge.objects.filter(unit=unit),
        SupervisionLink.objects.filter(unit=unit),
    ):
        assert {last_day(row.period) for row in rows} == {YESTERDAY}


# The preview


def preview(cast, last_on) -> list[str]:
    return left_open(posts=cast.unit.posts.all(), last_on=last_on, now=NOW)


def test_the_preview_counts_what_the_closing_does(cast, office):
    for facts in (SECOND, THIRD, THIRD, FOURTH):
        make_task(cast.post, **facts)
    make_task(cast.post, **THIRD | {"exempt": True, "lamp": "exempt"})
    red = "1 task is overdue and stays red: that is history."
    assert preview(cast, YESTERDAY) == [
        "3 open tasks fall due after that day. They become exempt at once.", red,
    ]  # fmt: skip
    assert preview(cast, NEXT_MONTH) == [
        "1 open task falls due after that day. It becomes exempt on 1 Nov.",
        "2 open tasks fall due by then and stay owed.",
        red,
    ]
    assert close_as(office, cast.post, last_on=YESTERDAY)[1] == 3
    assert preview(cast, YESTERDAY) == ["No task is open."]


def test_the_preview_names_requests_that_wait(cast):
    task = make_task(cast.post)
    ask_extension(
        by=acting(cast.holder),
        now=NOW,
        deadline=task,
        wanted_on=NEXT_MONTH,
        reason="Illness.",
    )
    assert "1 request for an extension is not decided yet." in preview(cast, NEXT_MONTH)[-1]
    assert len(preview(cast, YESTERDAY)) == 1  # it becomes exempt: nothing to decide


# The pages


@pytest.fixture
def pages(client, office):
    with time_machine.travel(NOW, tick=False):
        client.force_login(office)
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
        yield client


def text(response) -> str:
    return response.content.decode()


@pytest.mark.parametrize("name", ["post-close", "unit-close"])
def test_the_page_shows_what_the_chosen_day_would_do_and_does_it(cast, pages, name):
    make_task(cast.post)
    about = cast.post if name == "post-close" else cast.unit
    address = reverse(name, args=[about.pk])
    assert "becomes exempt on 25 Sep" in text(pages.get(address))
    part = pages.get(address, {"last_on": str(YESTERDAY)}, headers={"HX-Request": "true"})
    assert "at once" in text(part) and "<html" not in text(part)
    for wrong in ("2025-01-01", "soon"):
        refused = pages.post(address, {"last_on": wrong})
        assert refused.status_code == 422 and wrong in text(refused)
    response = pages.post(address, {"last_on": str(YESTERDAY)})
    assert "is closed. 1 task is exempt." in text(pages.get(response.url))


def test_the_number_of_queries_does_not_grow(cast, office, django_assert_max_num_queries):
    for number in (1, 20):
        post = make_post(cast.unit)
        for _ in range(number):
            make_task(post, make_item(cast.county))
        with django_assert_max_num_queries(28):
            assert close_as(office, post, last_on=YESTERDAY)[1] == number
