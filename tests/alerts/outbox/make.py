"""Builders of messages and of people who are owed one."""

from alerts.outbox.models import Message
from responsibility.organisation.posts import Post
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
