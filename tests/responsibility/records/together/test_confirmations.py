"""The page on which all that waits for one's own confirmation is confirmed together."""

import pytest
import time_machine
from django.conf import settings
from django.contrib.messages import get_messages

from alerts.audit.models import AuditEntry
from pages.refused import Refused
from responsibility.records.counting.end import AlreadyEnded
from responsibility.records.credits.confirm import take_back
from responsibility.records.models import Credit
from tests.make import NOW, make_task
from tests.responsibility.records.cast import (
    acting,
    confirm_as,
    correct_as,
    credit_of,
    decline_as,
    lodge_as,
    make_cast,
    state,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def cast(client):
    cast = make_cast()
    cast.tasks = [make_task(cast.post) for _ in range(3)]
    cast.credits = [
        credit_of(lodge_as(cast.clerk, task, text=f"Talk {n} at the works."), task)
        for n, task in enumerate(cast.tasks)
    ]
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    client.force_login(cast.holder)
    with time_machine.travel(NOW, tick=False):
        yield cast


def send(client, *credits) -> list[str]:
    answer = client.post("/confirmations/", {"credit": [credit.pk for credit in credits]})
    assert answer.status_code == 302
    return [str(message) for message in get_messages(answer.wsgi_request)]


def confirmed(cast) -> list[bool]:
    return [Credit.objects.get(pk=one.pk).confirmed_at is not None for one in cast.credits]


def test_each_line_is_readable_and_what_is_struck_still_waits(client, cast):
    text = client.get("/confirmations/").content.decode()
    assert all(f"Talk {n} at the works." in text for n in range(3))
    said = send(client, *cast.credits[:2])
    assert said == ["Confirmed 2 lines."] and confirmed(cast) == [True, True, False]
    assert AuditEntry.objects.filter(action="credit.confirm").count() == 2


def test_a_second_tap_changes_and_says_nothing_else(client, cast):
    send(client, cast.credits[0])
    assert send(client, cast.credits[0])[-1] == "Confirmed 1 line."
    assert AuditEntry.objects.filter(action="credit.confirm").count() == 1


def test_what_was_decided_meanwhile_is_said_and_the_rest_confirmed(client, cast):
    decline_as(cast.holder, cast.credits[0])
    correct_as(cast.clerk, cast.credits[1].record, cast.tasks[1])
    said = send(client, *cast.credits)
    assert sum("no longer waits" in sentence for sentence in said) == 2
    assert said[-1] == "Confirmed 1 line." and confirmed(cast) == [False, False, True]


def test_what_is_not_ones_own_is_not_there(client, cast):
    client.force_login(cast.clerk)
    sent = {"credit": [credit.pk for credit in cast.credits]}
    assert client.post("/confirmations/", sent).status_code == 404
    assert confirmed(cast) == [False] * 3


def take_back_as(user, credit, reason="It was another meeting."):
    return take_back(by=acting(user), now=NOW, credit_id=credit.pk, reason=reason)


def test_a_confirmation_taken_back_no_longer_counts_and_the_record_stays(cast):
    credit = confirm_as(cast.holder, cast.credits[0])
    take_back_as(cast.holder, credit)
    assert state(cast.tasks[0])[1] == 0
    credit.refresh_from_db()
    assert (credit.ended_as, credit.confirmed_by) == ("taken_back", cast.holder)
    assert credit.record.ended_at is None
    with pytest.raises(AlreadyEnded):
        take_back_as(cast.holder, credit)


@pytest.mark.parametrize("why", ["nobody confirmed it", "no reason", "checked", "another's"])
def test_what_cannot_be_taken_back(cast, why):
    credit, reason = cast.credits[0], "It was another meeting."
    if why != "nobody confirmed it":
        confirm_as(cast.holder, credit)
    if why == "checked":
        record = credit.record
        record.checked_at = NOW
        record.save(update_fields=["checked_at"])
    refusals = (Refused, Credit.DoesNotExist)
    user = cast.clerk if why == "another's" else cast.holder
    with pytest.raises(refusals):
        take_back_as(user, credit, "" if why == "no reason" else reason)
