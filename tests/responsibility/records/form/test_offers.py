"""What the form of a record offers, and what it asks of the database."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from demonstration.roles import Role
from responsibility.records.models import Credit, DutyRecord
from tests.make import (
    NOW,
    appoint,
    at,
    join,
    make_category,
    make_holder,
    make_item,
    make_post,
    make_task,
    make_unit,
)
from tests.responsibility.records.cast import lodge_as, people_task
from tests.responsibility.records.form.page import filled, queries, text_of, ticked

pytestmark = pytest.mark.django_db


def test_from_the_desk_the_task_is_ticked_and_the_day_is_today(client, cast):
    task, other = make_task(cast.post), make_task(cast.post)
    text = text_of(client.get(f"/log/?task={task.pk}"))
    assert ticked(text) == {str(task.pk)}
    assert 'value="2026-09-24"' in text and 'max="2026-09-24"' in text
    assert text.index(f'id="task-{task.pk}"') < text.index(f'id="task-{other.pk}"')
    assert "lights 1 lamp" in text


def test_the_most_urgent_are_shown_the_others_wait(client, cast):
    item = make_item(cast.county)
    unlit = make_task(cast.post, item, warns_at=at("2026-09-25 00:00"))
    done = make_task(cast.post)
    lodge_as(cast.holder, done)
    urgent = [make_task(cast.post) for _ in range(4)]
    text = text_of(client.get("/log/"))
    fold = text.index('id="others"')
    assert all(text.index(f'id="task-{task.pk}"') < fold for task in urgent)
    assert all(text.index(f'id="task-{task.pk}"') > fold for task in (unlit, done))
    assert "Show 1 other task" in text and ticked(text) == set()
    apart = text.index("1 is done already")
    places = [text.index(f'id="task-{task.pk}"') for task in (unlit, done)]
    assert places[0] < apart < places[1]


def test_what_is_folded_stands_under_its_categories(client, cast):
    for _ in range(4):
        make_task(cast.post)
    later = {"warns_at": at("2026-09-25 00:00")}
    style, study = make_category("C07", 7), make_category("C02", 2)
    first, second, third = (
        make_task(cast.post, make_item(cast.county, category=category), **later)
        for category in (style, study, style)
    )
    text = text_of(client.get("/log/"))
    folded = text[text.index('id="others-picks"') :]
    order = [f"{study}</p>", f'"task-{second.pk}"', f"{style}</p>", f'"task-{first.pk}"']
    places = [folded.index(part) for part in [*order, f'"task-{third.pk}"']]
    assert places == sorted(places) and folded.count(f"{style}</p>") == 1


def test_tasks_of_others_and_nonsense_in_the_address_are_not_offered(client, cast):
    foreign = make_task(make_holder(make_unit(cast.county))[0])
    for asked in (foreign.pk, "x", 10**30, -1, ""):
        text = text_of(client.get(f"/log/?task={asked}"))
        assert "No task is open for you to log." in text and foreign.title not in text


def test_people_are_named_and_those_reached_stand_apart(client, cast):
    task, (first, second) = people_task(cast, required=2, asked=2)
    person = appoint(second)
    lodge_as(cast.holder, task, counterpart_post_ids=[first.pk])
    text = text_of(client.get(f"/log/?task={task.pk}"))
    whom = text[text.index('id="id_counterparts_field"') :]
    assert whom.index(person.name) < whom.index("is-done") < whom.index("reached")
    assert "choose with whom" in text


def test_the_same_event_is_offered_for_other_posts_and_own_ones(client, cast):
    meeting = {"event_key": "theory_group"}
    mine = make_task(cast.post, make_item(cast.county, **meeting))
    deputy = make_post(cast.unit, Role.TEAM_MEMBER, "Deputy")
    appoint(deputy)
    theirs = make_task(deputy, make_item(cast.county, Role.TEAM_MEMBER, **meeting))
    committee = make_post(cast.unit, Role.PARTY_COMMITTEE)
    join(committee, cast.holder, role="head", grants=["log", "view", "approve"])
    own = make_task(committee, make_item(cast.county, **meeting), warns_at=at("2026-09-30 00:00"))
    for _ in range(4):
        make_task(cast.post)
    text = text_of(client.get(f"/log/?task={mine.pk}"))
    assert text.index(f'id="task-{own.pk}"') < text.index('id="others"')
    assert "The same event also counts for" in text and f'id="task-{theirs.pk}"' in text
    client.post("/log/", filled(mine, theirs))
    assert Credit.objects.get(task=theirs).counts_at is None
    assert Credit.objects.get(task=mine).counts_at == NOW


def test_a_zero_report_is_one_tap_where_it_is_allowed(client, cast):
    nothing = {"kind": "zero_report", "text": "", "place": "", "participants": ""}
    allowed = make_task(cast.post, make_item(cast.county, zero_report=True))
    other = make_task(cast.post)
    assert 'value="zero_report"' not in text_of(client.get(f"/log/?task={other.pk}"))
    assert 'value="zero_report"' in text_of(client.get(f"/log/?task={allowed.pk}"))
    client.post("/log/", filled(allowed, **nothing))
    assert DutyRecord.objects.get().kind == "zero_report"
    text = text_of(client.post("/log/", filled(other, **nothing)), 422)
    assert "is not fulfilled by a zero report" in text


def test_who_may_not_log_has_no_form(client, cast):
    client.force_login(join(cast.post, role="clerk", grants=["view"]))
    assert client.get("/log/").status_code == 404
    assert client.post("/log/", filled(make_task(cast.post))).status_code == 404


def test_the_number_of_queries_does_not_grow(client, cast):
    def fill(number):
        for _ in range(number):
            make_task(cast.post), make_task(cast.post, warns_at=at("2026-09-28 00:00"))
            lodge_as(cast.holder, make_task(cast.post))
            appoint(make_post(cast.unit, Role.TEAM_MEMBER))

    task, _posts = people_task(cast, required=2, asked=2)
    fill(2)
    client.get("/log/")
    few = queries(client, f"/log/?task={task.pk}")
    fill(18)
    many, posts = people_task(cast, required=20, asked=20)
    for post in posts:
        appoint(post)
    assert queries(client, f"/log/?task={many.pk}") == few <= 24


def test_nothing_is_written_by_looking(client, cast):
    task = make_task(cast.post)
    with CaptureQueriesContext(connection) as captured:
        client.get(f"/log/?task={task.pk}")
        client.get(f"/log/preview/?tasks={task.pk}")
    writing = [one["sql"] for one in captured if one["sql"].startswith(("INSERT", "UPDATE"))]
    assert not [sql for sql in writing if "django_session" not in sql]


def test_for_whom_a_clerk_logs_is_said_on_the_form_and_after_it(client, cast):
    """The holder reads nothing of it on the own form."""
    make_task(cast.post)
    task = make_task(cast.post)
    whom = f"{cast.post.title} {cast.holder.name}"
    client.force_login(cast.holder)
    assert "as clerk for" not in text_of(client.get("/log/"))
    client.force_login(cast.clerk)
    assert f"You log as clerk for {whom}" in text_of(client.get("/log/"))
    after = client.post("/log/", filled(task), follow=True)
    assert f"Logged as clerk for {whom}, who is asked to confirm it." in text_of(after)


def test_colleagues_of_the_same_event_are_offered_by_name(client, cast):
    item = make_item(cast.county, event_key="study")
    own = make_task(cast.post, item)
    post, colleague = make_holder(cast.post.unit)
    theirs = make_task(post, make_item(cast.county, event_key="study"))
    text = text_of(client.get(f"/log/?task={own.pk}"))
    offered = text[text.index(f'id="task-{theirs.pk}"') :]
    assert colleague.name in offered[: offered.index("</label>")]
