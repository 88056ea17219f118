"""A quarter's zero reports by one act: refused where a known fact speaks against one."""

import pytest
import time_machine
from django.conf import settings

from pages.refused import Refused
from responsibility.records.models import DutyRecord
from responsibility.records.zero.report import report_nothing
from tests.make import NOW, days, make_item, make_task, nonce
from tests.responsibility.records.cast import (
    DAY,
    acting,
    confirm_as,
    credit_of,
    lodge_as,
    make_cast,
    state,
    withdraw_as,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def cast(client):
    cast = make_cast()
    cast.items = [make_item(cast.county, zero_report=True) for _ in range(3)]
    cast.tasks = [make_task(cast.post, item) for item in cast.items]
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    client.force_login(cast.holder)
    with time_machine.travel(NOW, tick=False):
        yield cast


def address(cast) -> str:
    return f"/zero-reports/{cast.post.pk}/"


def report(cast, *tasks, user=None, key=None, now=NOW):
    return report_nothing(
        by=acting(user or cast.holder),
        now=now,
        nonce=key or nonce(),
        post_id=cast.post.pk,
        task_ids=[task.pk for task in tasks],
    )


def test_one_act_lodges_a_record_for_each_line_and_a_struck_one_stays_open(client, cast):
    text = client.get("/desk/").content.decode()
    assert "Zero reports of the quarter: 3 lines to confirm" in text and address(cast) in text
    sent = {"tasks": [task.pk for task in cast.tasks[:2]], "nonce": str(nonce())}
    assert client.post(address(cast), sent).status_code == 302
    assert [state(task)[1] for task in cast.tasks] == [1, 1, 0]
    client.post(address(cast), sent)  # a second tap
    assert DutyRecord.objects.filter(kind="zero_report").count() == 2
    assert f"/log/?task={cast.tasks[2].pk}" in client.get(address(cast)).content.decode()


def test_each_is_withdrawn_by_itself(cast):
    first, _second = report(cast, *cast.tasks[:2])
    withdraw_as(cast.holder, first)
    assert [state(task)[1] for task in cast.tasks] == [0, 1, 0]


def test_a_clerks_counts_and_waits_for_the_holder(cast):
    (record,) = report(cast, cast.tasks[0], user=cast.clerk)
    credit = credit_of(record, cast.tasks[0])
    assert credit.awaits and state(cast.tasks[0])[1] == 1
    confirm_as(cast.holder, credit)


def _lodged(cast, **over):
    """Something was done for the first duty, of which two are asked."""
    cast.tasks[0].required = 2
    cast.tasks[0].save()
    return lodge_as(cast.holder, cast.tasks[0], **over)


def test_a_record_of_the_period_speaks_against_it(client, cast):
    record = _lodged(cast)
    with pytest.raises(Refused, match="Record of 23 Sep"):
        report(cast, *cast.tasks)
    assert not DutyRecord.objects.filter(kind="zero_report").exists()  # all or none
    page = client.get(address(cast)).content.decode()
    assert record.get_absolute_url() in page and "disabled" in page
    again = client.post(address(cast), {"tasks": [cast.tasks[0].pk, cast.tasks[1].pk]})
    assert again.status_code == 422 and "speaks against" in again.content.decode()
    with pytest.raises(Refused, match="speaks against"):  # on the usual form as well
        lodge_as(cast.holder, cast.tasks[0], kind="zero_report", text="")


def test_neither_a_withdrawn_one_nor_one_of_another_period(cast):
    withdraw_as(cast.holder, _lodged(cast))
    report(cast, *cast.tasks)
    earlier = make_task(cast.post, cast.items[1], period_start=DAY - days(300),
                        period_end=DAY - days(200))  # fmt: skip
    with pytest.raises(Refused):  # done by the report
        report(cast, cast.tasks[1])
    report(cast, earlier)


@pytest.mark.parametrize("which", ["none", "not allowed", "done meanwhile", "another's"])
def test_what_cannot_be_reported(cast, which):
    tasks = {
        "none": [],
        "not allowed": [make_task(cast.post)],
        "done meanwhile": [cast.tasks[0]],
        "another's": [make_task(make_cast().post, cast.items[0])],
    }[which]
    if which == "done meanwhile":
        report(cast, cast.tasks[0])
    with pytest.raises(Refused):
        report(cast, *tasks)
