"""Next versions of lists in a county to try: one under review, one returned, one published."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from alerts.audit.actor import Actor
from alerts.kinds.trial import Trial
from responsibility.lists.models import DutyList
from responsibility.lists.versions.edit import add_item, change_item
from responsibility.lists.versions.order import move_item, remove_item
from responsibility.lists.versions.review import publish_version, send_back, submit
from responsibility.lists.versions.start import start_version


def demonstrate(trial: Trial) -> None:
    """The three lists with most items, each with a version for the next year that one person of
    the office drafted and submitted; a second person returned one and published another."""
    lists = DutyList.objects.filter(county=trial.county_id).with_numbers()
    largest = lists.order_by("-items_count", "pk")[:3]
    reviewed, returned, published = (_drafted(trial, source) for source in largest)
    words = trial.words["lists"]
    reviewer = {"by": Actor(user=trial.people["office2"]), "now": trial.until - timedelta(days=1)}
    send_back(list_id=returned.pk, reason=words["returned"], **reviewer)
    publish_version(
        list_id=published.pk,
        document_number=words["number"].format(year=trial.until.year),
        committee=words["committee"],
        **reviewer,
    )


def _drafted(trial: Trial, source: DutyList) -> DutyList:
    """A version with words and a rule changed, an item added, one taken out and one moved."""
    words: Mapping[str, Any] = trial.words["lists"]
    acting = {"by": Actor(user=trial.people["office"]), "now": trial.until - timedelta(days=3)}
    draft = start_version(list_id=source.pk, year=trial.until.year + 1, **acting)
    first, second, third, fourth, *_others = draft.items.order_by("position")
    values = {"text": first.text + words["more"], "goal": words["goal"]}
    change_item(item_id=first.pk, values=values, **acting)
    change_item(item_id=second.pk, values={"measure": words["measure"], "warn_days": 10}, **acting)
    remove_item(item_id=third.pk, **acting)
    move_item(item_id=fourth.pk, place=0, **acting)
    added = {
        "text": words["added"],
        "category_id": first.category_id,
        "cadence": "half_yearly",
        "due_rule": "md:06-15|12-15",
    }
    add_item(list_id=draft.pk, values=added, **acting)
    submit(list_id=draft.pk, **acting | {"now": trial.until - timedelta(days=2)})
    return draft
