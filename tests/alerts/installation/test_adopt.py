"""A restored or copied database: nothing leaves until a person decides."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from alerts.alarms.models import Alarm
from alerts.audit.models import AuditEntry
from alerts.clock import database_now
from alerts.engine.drain import drain
from alerts.installation.adopt import adopt_database
from alerts.installation.models import Installation
from alerts.installation.place import may_send
from alerts.outbox.models import Message
from alerts.outbox.states import State
from alerts.reminders.models import Reminder
from tests.alerts.outbox.make import (
    MORNING,
    make_ended,
    make_message,
    make_owner,
    make_reminder,
    make_tasks,
)
from tests.make import actor, make_county, make_person

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def copied():
    """This database says that it was let go elsewhere."""
    Installation.objects.create(place="another server", since=MORNING)


def states() -> dict[str, str]:
    return dict(Message.objects.texts().values_list("reference", "state"))


def adopt(*words: str) -> str:
    admin = make_person(is_system_administrator=True)
    said = StringIO()
    call_command("adopt_database", "--by", admin.staff_number, *words, stdout=said)
    return said.getvalue().strip()


def test_a_copy_sends_nothing_and_says_so(copied):
    message = make_message()
    left = make_ended(State.UNKNOWN, channel="sandbox")
    for _ in range(2):
        assert drain(now=MORNING).sent == 0
    assert states() == {message.reference: "pending", left.reference: "unknown"}
    assert Alarm.objects.get(closed_at=None).kind == Alarm.Kind.RESTORED


def test_the_original_sends(copied):
    Installation.objects.all().delete()
    message = make_message()
    assert drain(now=MORNING).sent == 1
    assert states() == {message.reference: "delivered"}
    assert not Alarm.objects.exists()


@pytest.mark.parametrize(
    ("word", "fresh", "said"),
    [
        ("--keep", "pending", "1 texts expired, 0 cancelled."),
        ("--cancel", "cancelled", "0 texts expired, 5 cancelled."),
    ],
)
def test_a_person_decides_about_what_waits(copied, word, fresh, said):
    now = database_now()
    young = {"made_at": now - 23 * HOUR, "not_before": now}
    waiting = [
        make_message(**young),
        make_message(state=State.HELD, **young),
        make_ended(State.RETRY_WAIT, **young),
    ]
    again = make_ended(State.RESEND_OK, **young)
    old = make_message(made_at=now - 25 * HOUR)
    unknown = make_ended(State.UNKNOWN, **young)
    drain(now=MORNING)
    assert adopt(word) == said
    expected = {message.reference: fresh for message in waiting}
    if word == "--keep":
        expected |= {waiting[1].reference: "held", waiting[2].reference: "retry_wait"}
    expected[old.reference] = "expired" if word == "--keep" else "cancelled"
    expected[unknown.reference] = "unknown"
    expected[again.reference] = "resend_ok" if word == "--keep" else "cancelled"
    assert states() == expected
    assert may_send()
    assert not Alarm.objects.filter(closed_at=None).exists()


def test_what_came_due_since_the_backup_is_not_texted_either(copied, settings):
    """Yesterday's backup knows nothing of today's texts: all of it would be told again."""
    post, owner = make_owner(make_county())
    make_tasks(post, 1, warns_at=database_now() - HOUR, late_at=database_now() + 9 * HOUR)
    adopt("--cancel")
    drain(now=database_now())
    assert Message.objects.inbox().get().recipient == owner
    assert set(Message.objects.texts().values_list("state", flat=True)) <= {"cancelled"}
    assert not Reminder.objects.to_text().exists()


@pytest.mark.parametrize(("keep", "withheld"), [(True, ""), (False, "restored")])
def test_what_waits_for_a_text_gets_none_either(copied, keep, withheld):
    post, owner = make_owner(make_county())
    reminder = make_reminder(make_tasks(post, 1)[0], owner)
    adopt_database(keep=keep, by=actor(owner), now=MORNING)
    reminder.refresh_from_db()
    assert reminder.withheld == withheld


def test_the_decision_is_audited(copied):
    adopt("--cancel")
    entry = AuditEntry.objects.get()
    assert entry.action == "installation.adopt"
    assert entry.user.is_system_administrator
    assert entry.before == {"place": "another server"}
    assert entry.after["kept"] is False


@pytest.mark.parametrize("account", ["closed", "nobody"])
def test_somebody_must_answer_for_it(copied, account):
    make_person(staff_number="closed", is_active=False)
    with pytest.raises(CommandError, match="no open account"):
        call_command("adopt_database", "--by", account, "--keep")
    assert not may_send()


def test_what_to_do_must_be_said(copied):
    admin = make_person(is_system_administrator=True)
    with pytest.raises(CommandError):
        call_command("adopt_database", "--by", admin.staff_number)
