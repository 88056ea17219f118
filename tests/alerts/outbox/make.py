"""Builders of messages and of people who are owed one."""

from alerts.deadlines.kind import DUE_SOON
from alerts.outbox.models import Message
from alerts.outbox.states import State
from alerts.reminders.models import Reminder
from responsibility.organisation.posts.models import Post
from responsibility.tasks.models import Task
from tests.make import at, make_holder, make_item, make_person, make_task, make_unit, numbers

MORNING = at("2026-09-24 10:20")


def make_message(**over) -> Message:
    """A pending text of the sandbox, to be sent from the morning of 24 September 2026 on."""
    values = {
        "county_id": 1,
        "recipient": over.pop("recipient", None) or make_person(),
        "channel": "sandbox",
        "window": "2026-09-24 0830",
        "reference": f"R{next(numbers):07}",
        "to": "+8613800002046",
        "template": "notice",
        "template_version": 1,
        "params": {},
        "text": "text",
        "segments": 1,
        "not_before": MORNING,
        "made_at": MORNING,
    } | over
    return Message.objects.create(**values)


def make_owner(county, *, phone="+8613800002046", **over) -> tuple[Post, object]:
    """A post in a unit of `county`, and its holder with a phone."""
    post, holder = make_holder(make_unit(county))
    for name, value in {"phone": phone, **over}.items():
        setattr(holder, name, value)
    holder.save()
    return post, holder


def make_tasks(post: Post, many: int, **over) -> list[Task]:
    item = make_item(post.unit.parent)
    return [make_task(post, item, item_code=f"row {next(numbers)}", **over) for _ in range(many)]


# From the first state of a message to each that it ends or stays in.
WAYS = {
    State.RETRY_WAIT: [State.SENDING],
    State.UNKNOWN: [State.SENDING],
    State.RESEND_OK: [State.SENDING, State.UNKNOWN],
    State.REJECTED: [State.SENDING],
    State.ACCEPTED: [State.SENDING],
    State.SENT: [State.SENDING],
    State.DELIVERED: [State.SENDING],
    State.FAILED: [State.SENDING, State.ACCEPTED],
    State.UNCONFIRMED: [State.SENDING, State.ACCEPTED],
    State.EXPIRED: [],
}


def make_ended(state: str, **over) -> Message:
    """A text that went its way to `state`."""
    message = make_message(**over)
    for step in [*WAYS[state], state]:
        Message.objects.filter(pk=message.pk).update(state=step)
    message.refresh_from_db()
    return message


def make_reminder(task: Task, recipient, *, text: Message | None = None, **over) -> Reminder:
    """That `recipient` is told of `task`: in the inbox, unread, and by `text`."""
    common = {"county_id": task.county_id, "recipient": recipient}
    if "message" not in over:
        over["message"] = make_message(
            channel="inbox", to="", state=State.DELIVERED, window=f"w{next(numbers)}", **common
        )
    values = {
        "kind": Task.matter_kind,
        "deadline_id": task.pk,
        "revision": task.revision,
        "stage": DUE_SOON,
        "owed_at": MORNING,
        "text": text,
    }
    return Reminder.objects.create(**(common | values | over))
