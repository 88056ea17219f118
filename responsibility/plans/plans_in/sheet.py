"""Plans from a file: a row is an item of a draft, or a part of one; the first row of a plan that is
not there begins it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from pages.refused import Refused
from pages.rows_in.book import OneSheet
from pages.rows_in.columns import Choice, Column, Day
from pages.rows_in.sheet import Consequence, Done, HangsOnWrong, Row
from responsibility.organisation.office import audit_office
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit
from responsibility.plans.draft import change_draft, draft_plan
from responsibility.plans.items.draft import add_to_draft, change_in_draft
from responsibility.plans.items.values import posts_of_county
from responsibility.plans.locked import refuse_unless_draft
from responsibility.plans.models import PlanItem, WorkPlan
from responsibility.plans.post_names import PostNames
from responsibility.tasks.lists_in.several import Count
from responsibility.tasks.lists_in.values import category_words
from responsibility.tasks.people_in.names import UnitNames

POSTS = ("leads", "pushes", "carries_out")
WORDS = ("text", "goal", "measures")


class Year(Column):
    """A year from 2000 to 2099."""

    def value_of(self, cell) -> int:
        text = cell.shown.strip().removesuffix(".0")
        if not text.isdecimal() or not 2000 <= int(text) <= 2099:
            raise Refused(_("Write a year from 2000 to 2099."))
        return int(text)


def _post(label, **more) -> Column:
    return Column(label, most=200, choices=_post_choices, **more)


def _post_choices(*, by, now) -> list[str]:
    return list(PlanSheet(by=by, now=now).names.posts)


class PlanSheet(OneSheet):
    """The items of the plans of a county, all plans in one table.

    Rows change drafts alone; of a plan that is issued they may only say what is so already. What a
    file does not name stays.
    """

    code = "plans"
    title = gettext_lazy("Work plans")
    lead = gettext_lazy(
        "One row for each item; a part of an item has its own number beside that of the item. A "
        "plan that is not there is drafted. Items not named stay; what is issued is changed on its "
        "page, with a reason."
    )
    back = "plan-list"
    exports = True
    most_rows = 1000

    plan = Column(
        gettext_lazy("Work plan"), also=gettext_lazy("plan|title"), required=True, most=100,
        advice=gettext_lazy("Its title, the same in each of its rows."),
    )  # fmt: skip
    year = Year(
        gettext_lazy("Year"), required=True, advice=gettext_lazy("Four digits."), example="2026"
    )
    unit = Column(
        gettext_lazy("Issued by"), required=True, most=160, advice=gettext_lazy("A unit by name.")
    )
    document_number = Column(gettext_lazy("Document number"), most=60)
    place = Count(
        gettext_lazy("Number"), required=True, advice=gettext_lazy("Of the item in the plan.")
    )
    part = Count(
        gettext_lazy("Part"), advice=gettext_lazy("Of a part its number in the item; else empty.")
    )
    text = Column(
        pgettext_lazy("work plan", "Item"),
        required=True,
        most=100,
        advice=gettext_lazy("What is to be done."),
    )
    category_id = Choice(
        gettext_lazy("Category"), options=category_words,
        advice=gettext_lazy("Its number, its name or both. A part has that of its item."),
    )  # fmt: skip
    goal = Column(gettext_lazy("Goal"), most=300)
    measures = Column(gettext_lazy("Measures"), most=1000)
    due_on = Day(gettext_lazy("Deadline"), required=True, advice=gettext_lazy("A working day."))
    leads = _post(
        gettext_lazy("Leads overall"), advice=gettext_lazy("Unit and title with · between.")
    )
    pushes = _post(gettext_lazy("Pushes"))
    carries_out = _post(
        gettext_lazy("Carries out"), required=True,
        advice=gettext_lazy("Unit and title with · between."),
    )  # fmt: skip

    def __init__(self, *, by: Any, now: datetime):
        super().__init__(by=by, now=now)
        self.exported: WorkPlan | None = None  # else all plans
        self.touched: Counter[str] = Counter()
        self.wrong: set[tuple] = set()
        self.acts = {"by": by, "now": now}

    def may_import(self) -> bool:
        """The commission office, for its own county."""
        return bool(self.counties)

    @cached_property
    def counties(self) -> frozenset[int]:
        return standing_of(self.by.user, at=self.now).office_counties

    @cached_property
    def names(self) -> PostNames:
        posts = posts_of_county(min(self.counties), at=self.now).select_related("unit")
        return PostNames(posts.order_by("unit__order_key", "position", "pk"))

    @cached_property
    def units(self) -> UnitNames:
        return UnitNames(Unit.objects.managed_by(self.by.user, at=self.now).in_order())

    def in_turn(self, rows: Sequence[Row]) -> Sequence[Row]:
        """Each item before its parts."""
        return sorted(rows, key=lambda row: row.part is not None)

    def failed(self, row: Row) -> None:
        if row.part is None:
            self.wrong.add((row.plan, row.year, row.place))

    def carry_out(self, row: Row) -> Done:
        plan = self._plan(row)
        whole = None
        if row.part:
            whole = plan.items.filter(parent=None, number=row.place).first() if plan.pk else None
            if whole is None:
                raise self._no_whole(row)
        values = self._values(row, whole)
        item = plan.items.filter(parent=whole, number=row.part or row.place).first()
        became = self._written(plan, item, whole, row, values)
        self.touched[plan.title] += became != Done.UNCHANGED
        return became

    def _written(self, plan, item, whole, row: Row, values: dict[str, Any]) -> Done:
        if item and all(getattr(item, name) == value for name, value in values.items()):
            return Done.UNCHANGED
        refuse_unless_draft(plan)
        if item:
            change_in_draft(item_id=item.pk, **values, **self.acts)
            return Done.CHANGED
        add_to_draft(
            plan_id=plan.pk, parent_id=whole and whole.pk, number=row.part or row.place,
            **values, **self.acts,
        )  # fmt: skip
        return Done.MADE

    def _plan(self, row: Row) -> WorkPlan:
        """The plan of a row, with its document's number; drafted where there is none."""
        unit = self.units.find(row.unit)
        managed = WorkPlan.objects.managed_by(self.by.user, at=self.now)
        plan = managed.filter(unit=unit, year=row.year, title=row.plan.strip()).first()
        head = {"unit_id": unit.pk, "year": row.year, "title": row.plan}
        if plan is None:
            return draft_plan(document_number=row.document_number or "", **head, **self.acts)
        number = row.document_number
        if "document_number" in row.columns and (number or "") != plan.document_number:
            return change_draft(plan_id=plan.pk, document_number=number or "", **head, **self.acts)
        return plan

    def _values(self, row: Row, whole: PlanItem | None) -> dict[str, Any]:
        values: dict[str, Any] = {"due_on": row.due_on}
        values |= {name: (getattr(row, name) or "").strip() for name in WORDS}
        for name in POSTS:
            typed = getattr(row, name)
            if whole and typed and name != "carries_out":
                sentence = _("A part is led and pushed as its item: leave this empty.")
                raise Refused(sentence, field=name)
            values[f"{name}_id"] = self.names.find(typed, field=name).pk if typed else None
        values["category_id"] = row.category_id or (whole and whole.category_id)
        if not values["category_id"]:
            raise Refused(
                _("This is missing. Write the category of the item."), field="category_id"
            )
        return values

    def _no_whole(self, row: Row) -> Refused:
        if (row.plan, row.year, row.place) in self.wrong:
            return HangsOnWrong("")
        return Refused(_("The plan has no item of this number. Give it a row."), field="place")

    def consequences(self) -> list[Consequence]:
        means = _("Another person of the office issues it before anybody is told.")
        changed = _("Changes of the draft %(list)s")
        return [
            Consequence(changed % {"list": name}, count, means)
            for name, count in self.touched.items()
            if count
        ]

    def rows_now(self) -> Iterable[Sequence]:
        """The items of all plans, or of the one to be exported; those withdrawn left out."""
        items = PlanItem.objects.managed_by(self.by.user, at=self.now).filter(withdrawn_at=None)
        if self.exported:
            items = items.filter(plan=self.exported)
        categories = self.category_words()
        for item in items.select_related("plan__unit", "parent").in_order():
            yield [
                item.plan.title, item.plan.year, self.units.word_for(item.plan.unit),
                item.plan.document_number, item.whole.number,
                item.number if item.parent_id else None, item.text,
                categories[item.category_id], item.goal, item.measures, item.due_on,
                *(self.names.word_for(getattr(item, f"{name}_id")) for name in POSTS),
            ]  # fmt: skip

    def category_words(self) -> dict[object, str]:
        column = next(column for column in self.columns if isinstance(column, Choice))
        return column.words()

    def note(self, *, upload, counts: dict) -> None:
        after = {"file": upload.name, "sha256": upload.sha256, **counts}
        audit_office(action="plan.import", about=upload, after=after, **self.acts)

    def note_export(self, *, rows: int) -> None:
        about = self.exported or Unit.objects.get(pk=min(self.counties))
        audit_office(action="plan.export", about=about, after={"rows": rows}, **self.acts)
