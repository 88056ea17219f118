"""A county whose list gets a second version within the year."""

from datetime import date

from demonstration.roles import Role
from pages.days import midnight
from responsibility.lists.models import DutyList
from responsibility.lists.versions.edit import add_item, change_item
from responsibility.lists.versions.order import remove_item
from responsibility.lists.versions.review import publish_version, submit
from responsibility.lists.versions.start import start_version
from responsibility.tasks.models import Task
from responsibility.tasks.publishing.publish import publish
from responsibility.tasks.revising.enter import enter_revision
from tests import make
from tests.make import actor, at, make_county, make_holder, make_unit

NEW_YEAR, NOW, FIRST = at("2026-01-01 08:00"), at("2026-06-15 10:00"), date(2026, 7, 1)
THEN = midnight(FIRST)


class County:
    """A county with two officers of the office, units with heads, and a list with items."""

    list_id: int
    stay: str
    changing: str
    out: str
    yearly: str
    added: str
    new: DutyList

    def __init__(self, units=2):
        self.county = make_county()
        office = make_unit(self.county, kind="office")
        self.writer = make_holder(office, Role.COMMISSION_OFFICE)[1]
        self.reviewer = make_holder(office, Role.COMMISSION_OFFICE)[1]
        self.units = [make_unit(self.county) for _ in range(units)]
        self.heads = [make_holder(unit) for unit in self.units]
        self.post, self.head = self.heads[0]
        self.by = {"by": actor(self.writer), "now": NOW}

    def item(self, **over):
        return make.make_item(self.county, **over)

    def publish(self, list_id, codes, now=NEW_YEAR):
        return publish(duty_list_id=list_id, year=2026, codes=codes, by=None, now=now)

    def version(self, of: int, edit) -> DutyList:
        """The next version after `edit(draft)`, published by another person."""
        draft = start_version(list_id=of, year=2026, **self.by)
        edit(draft)
        submit(list_id=draft.pk, **self.by)
        by = {"by": actor(self.reviewer), "now": NOW}
        return publish_version(list_id=draft.pk, document_number="No. 2", committee="C", **by)

    def add(self, draft, **values):
        category = draft.items.first().category_id
        values = {"category_id": category, "due_rule": "period_end"} | values
        return add_item(list_id=draft.pk, values=values, **self.by)

    def change(self, draft, code, **values):
        return change_item(item_id=draft.items.get(code=code).pk, values=values, **self.by)

    def remove(self, draft, code):
        return remove_item(item_id=draft.items.get(code=code).pk, **self.by)

    def revise(self, new, codes=(), **over):
        known = {"list_id": new.pk, "first_on": FIRST, "codes": codes, **self.by} | over
        return enter_revision(**known)

    def tasks(self, code, post=None):
        return Task.objects.filter(item_code=code, post=post or self.post).order_by("period_start")


def with_list() -> County:
    """Published for the year: a quarterly item to stay, one to change, one to be taken out, and a
    yearly one to be taken out."""
    county = County()
    items = [county.item(cadence="quarterly") for _ in range(3)]
    items.append(county.item(cadence="yearly", required=2))
    county.list_id = items[0].duty_list_id
    county.stay, county.changing, county.out, county.yearly = (item.code for item in items)
    county.publish(county.list_id, [item.code for item in items])
    return county


def edited(county, draft):
    county.remove(draft, county.out)
    county.remove(draft, county.yearly)
    county.change(draft, county.changing, text="Walk the dams twice", required=2)
    county.added = county.add(draft, text="Four talks", cadence="yearly", required=4).code


def with_version() -> County:
    """These, and a new one, under a second version from 1 July."""
    county = with_list()
    county.new = county.version(county.list_id, lambda draft: edited(county, draft))
    return county
