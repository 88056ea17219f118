"""A county ready for publishing, with the real lists and calendar."""

from datetime import date

from alerts.workdays.announce import days_of_year
from alerts.workdays.models import WorkDay
from demonstration.roles import Role
from responsibility.lists.models import DutyList
from responsibility.lists.starter_data import load_county_lists, load_kinds
from responsibility.organisation.units.models import Unit
from responsibility.tasks.models import Task
from responsibility.tasks.publishing.publish import publish
from tests.make import at, make_county, make_holder, make_unit

NEW_YEAR = at("2026-01-01 08:00")


class Ground:
    """A county with its commission office, five lists and one unit with a head."""

    def __init__(self, now=NEW_YEAR):
        load_kinds()
        days = [day for year in (2025, 2026, 2027, 2028) for day in days_of_year(year)]
        WorkDay.objects.bulk_create(days)
        self.county = make_county()
        load_county_lists(county=self.county, now=now)
        office = make_unit(self.county, kind=Unit.Kind.OFFICE)
        self.officer_post, self.officer = make_holder(office, Role.COMMISSION_OFFICE)
        self.unit = make_unit(self.county)
        self.head, self.head_user = make_holder(self.unit, Role.PRINCIPAL_OFFICER)

    def list_of(self, role=Role.PRINCIPAL_OFFICER, version=1) -> DutyList:
        return DutyList.objects.get(county=self.county, role_kind__code=role, version=version)

    def publish(
        self,
        *codes,
        role=Role.PRINCIPAL_OFFICER,
        version=1,
        year=2026,
        now=NEW_YEAR,
        by=None,
    ):
        list_id = self.list_of(role, version).pk
        return publish(duty_list_id=list_id, year=year, codes=codes or None, by=by, now=now)

    def dues(self, code, post=None) -> list[date]:
        tasks = Task.objects.filter(item_code=code, post=post or self.head)
        return list(tasks.order_by("due_on").values_list("due_on", flat=True))
