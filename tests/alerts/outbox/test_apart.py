"""Who cannot be written to keeps nobody else waiting, and stays owed what is theirs."""

import pytest
from django.db import DatabaseError, OperationalError, connection

from alerts.outbox.apart import Apart
from alerts.outbox.gather import gather
from alerts.outbox.models import Message
from alerts.reminders.models import Reminder
from alerts.reminders.owe import owe_reminders
from responsibility.tasks.dispatches.kind import DISPATCHED
from responsibility.tasks.models import Task
from tests.alerts.outbox.make import make_owner, make_tasks
from tests.make import at, make_county

NOW = at("2026-09-24 10:20")
REFUSE = """
CREATE FUNCTION pg_temp.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.recipient_id = %s AND NEW.channel %s 'inbox' THEN RAISE EXCEPTION 'no'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER refuse BEFORE INSERT ON alerts_message
  FOR EACH ROW EXECUTE FUNCTION pg_temp.refuse();
"""


@pytest.mark.django_db
@pytest.mark.parametrize(("channel", "inboxes"), [("=", 2), ("<>", 3)], ids=["inbox", "text"])
def test_one_who_cannot_be_written_to_keeps_no_other(settings, channel, inboxes):
    settings.SMS_MONTHLY_QUOTA = 3
    county, people = make_county(), []
    for _ in range(3):
        post, holder = make_owner(county)
        owe_reminders(model=Task, ids=[make_tasks(post, 1)[0].pk], stage=DISPATCHED, now=NOW)
        people.append(holder)
    with connection.cursor() as cursor:
        cursor.execute(REFUSE % (people[1].pk, channel))
    with pytest.raises(DatabaseError, match="no"):
        gather(now=NOW)
    told = Message.objects.filter(channel="inbox").values_list("recipient", flat=True)
    assert len(told) == inboxes
    texts = Message.objects.texts().order_by().values_list("recipient", flat=True)
    assert set(texts) == {people[0].pk, people[2].pk}
    left = Reminder.objects.get(recipient=people[1])
    assert (left.suppressed, left.withheld, left.text) == ("", "", None)
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER refuse ON alerts_message")
    assert gather(now=NOW) == 4 - inboxes
    assert Message.objects.texts().filter(recipient=people[1]).exists()


def test_the_servers_trouble_is_nobodys():
    asked = []

    def write(people):
        asked.append(people)
        raise OperationalError("gone")

    with pytest.raises(OperationalError), Apart() as apart:
        apart.write(write, [1, 2, 3])
    assert asked == [[1, 2, 3]]
