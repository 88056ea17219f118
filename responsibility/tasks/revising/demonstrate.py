"""Lists revised within the year in a county to try: one in force, one that waits."""

from datetime import date, datetime, timedelta

from alerts.audit.actor import Actor
from alerts.kinds.trial import Trial
from alerts.workdays.calendar import DAY
from pages.days import day_of, midnight
from responsibility.lists.models import DutyItem, DutyList
from responsibility.lists.succession import items_before, years_to_revise
from responsibility.lists.versions.edit import add_item, change_item
from responsibility.lists.versions.order import remove_item
from responsibility.lists.versions.review import publish_version, submit
from responsibility.lists.versions.start import start_version
from responsibility.tasks.revising.carry_out import carry_out_due
from responsibility.tasks.revising.changes import new_items
from responsibility.tasks.revising.enter import enter_revision


def demonstrate(trial: Trial) -> None:
    """The two lists with fewest items get a second version for the running year: an item taken
    out, one worded otherwise, a new one. The first took effect yesterday, the other will
    tomorrow."""
    lists = DutyList.objects.filter(county=trial.county_id).with_numbers()
    fewest = lists.filter(version=1).order_by("items_count", "pk")[:2]
    first_days = [day_of(trial.until) - DAY, day_of(trial.until) + DAY]
    for number, (source, first_on) in enumerate(zip(fewest, first_days, strict=True), 21):
        entered = trial.until - timedelta(days=4)
        _revise(trial, source, number, first_on, entered)
    carry_out_due(now=midnight(first_days[0]))


def _revise(trial: Trial, source: DutyList, number: int, first_on: date, entered: datetime) -> None:
    """A version that one person drafts and another publishes, and that takes effect."""
    words = trial.words["revisions"]
    acting = {"by": Actor(user=trial.people["office"]), "now": entered}
    draft = start_version(list_id=source.pk, year=first_on.year, **acting)
    if first_on.year not in years_to_revise(draft, since=first_on.year):
        return  # the first days of a year that is not published yet
    _edit(draft, words, acting)
    submit(list_id=draft.pk, **acting)
    publish_version(
        list_id=draft.pk,
        document_number=words["number"].format(year=first_on.year, number=number),
        committee=words["committee"],
        **acting | {"by": Actor(user=trial.people["office2"])},
    )
    codes = [item.code for item in new_items(draft, years=[first_on.year])]
    enter_revision(list_id=draft.pk, first_on=first_on, codes=codes, **acting)


def _edit(draft: DutyList, words: dict, acting: dict) -> None:
    published = items_before(draft, year=draft.year)
    items = draft.items.filter(code__in=published, cadence=DutyItem.Cadence.QUARTERLY)
    worded, gone, *_others = items.order_by("position")
    change_item(item_id=worded.pk, values={"text": worded.text + words["more"]}, **acting)
    remove_item(item_id=gone.pk, **acting)
    added = {
        "text": words["added"],
        "category_id": worded.category_id,
        "cadence": "yearly",
        "required": 4,
        "due_rule": "period_end",
    }
    add_item(list_id=draft.pk, values=added, **acting)
