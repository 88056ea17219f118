"""Items from a file: a row changes an item of a draft, adds one, or takes one out."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pages.refused import Refused
from pages.rows_in.book import OneSheet
from pages.rows_in.columns import Choice, Column, words_of
from pages.rows_in.sheet import Consequence, Done, Row
from responsibility.lists.models import DutyItem, DutyList
from responsibility.lists.versions.edit import add_item, change_item
from responsibility.lists.versions.order import move_item, put_back_item, remove_item
from responsibility.lists.versions.states import EDITABLE, state_of
from responsibility.lists.versions.values import values_of
from responsibility.organisation.office import audit_office
from responsibility.organisation.posts.models import RoleKind
from responsibility.organisation.standing import standing_of
from responsibility.tasks.lists_in.several import Count, Several
from responsibility.tasks.lists_in.values import Named, category_words
from responsibility.tasks.organisation_in.columns import YesNo
from responsibility.tasks.people_in.names import plain


def role_words() -> dict[str, object]:
    """The kinds of posts that bear a list, in every language."""
    roles = list(RoleKind.objects.bearing_duties())
    words: dict[str, object] = {str(role): role.pk for role in roles}
    for role in roles:
        words |= {role.name: role.pk, role.name_en: role.pk}
    return words


class ItemSheet(OneSheet):
    """The items of the drafts of a county, all roles in one table.

    What a file does not name stays; an item goes only where its row says so
    (docs/decisions/0020). Rows stand in the order of the list.
    """

    code = "lists"
    title = gettext_lazy("List items")
    lead = gettext_lazy(
        "One row for each item; a number left empty adds one. Rows change drafts alone: start a "
        "new version of a list first. Items not named stay; one goes where its row says so."
    )
    back = "list-index"
    exports = True
    fields = {"": "item_code"}
    most_rows = 2000

    role = Choice(
        gettext_lazy("Borne by"),
        also=gettext_lazy("role|list"),
        required=True,
        options=role_words,
        advice=gettext_lazy("Whose list it is."),
    )
    item_code = Column(
        gettext_lazy("Number"),
        also=gettext_lazy("item number|code"),
        most=24,
        example="PO-C01-03",
        advice=gettext_lazy("As in the list. Left empty, a new item is added and numbered."),
    )
    category_id = Choice(
        gettext_lazy("Category"),
        required=True,
        options=category_words,
        advice=gettext_lazy("Its number, its name or both."),
    )
    text = Column(
        gettext_lazy("Item"),
        also=gettext_lazy("duty|text"),
        required=True,
        advice=gettext_lazy("What is to be done."),
    )
    text_en = Column(gettext_lazy("Item in English"), most=300)
    cadence = Choice(gettext_lazy("How often"), required=True, options=words_of(DutyItem.Cadence))
    due_rule = Column(
        gettext_lazy("Due by"),
        most=80,
        advice=gettext_lazy("End of period, days as 03-31, before holidays, or after appointment."),
    )
    rolls_forward = YesNo(gettext_lazy("Moves past days off"))
    required = Count(gettext_lazy("Times"), advice=gettext_lazy("In each period; 1 if left empty."))
    count_basis = Choice(gettext_lazy("What counts"), options=words_of(DutyItem.CountBasis))
    applies_to = Several(
        gettext_lazy("Only for units"),
        most=4000,
        advice=gettext_lazy("Names of units with commas between; left empty, for all of the role."),
    )
    goal = Column(gettext_lazy("Goal"), most=300)
    measure = Column(gettext_lazy("Measures"), most=500)
    evidence = Several(gettext_lazy("Evidence"), most=400)
    zero_report = YesNo(gettext_lazy("Zero report"))
    core = YesNo(gettext_lazy("Core item"))
    sensitivity = Choice(gettext_lazy("Sensitivity"), options=words_of(DutyItem.Sensitivity))
    warn_days = Count(gettext_lazy("Days of warning"))
    event_key = Column(gettext_lazy("Event"), most=40)
    basis = Column(gettext_lazy("Basis"), most=120)
    out = YesNo(
        gettext_lazy("Taken out"), advice=gettext_lazy("Yes takes the item out of the draft.")
    )

    def __init__(self, *, by: Any, now: datetime):
        super().__init__(by=by, now=now)
        self.named = Named(by=by, now=now)
        self.exported: Sequence[DutyList] | None = None  # else all drafts
        self.last: dict[tuple[int, int], int] = {}
        self.touched: Counter[str] = Counter()

    def may_import(self) -> bool:
        """The commission office, for its own county."""
        return bool(standing_of(self.by.user, at=self.now).office_counties)

    @cached_property
    def drafts(self) -> dict[int, DutyList]:
        """The version of each role's list that may be changed."""
        lists = DutyList.objects.managed_by(self.by.user, at=self.now).select_related("role_kind")
        open_still = [one for one in lists.order_by("version") if state_of(one) in EDITABLE]
        return {one.role_kind_id: one for one in open_still}

    def carry_out(self, row: Row) -> Done:
        draft = self.drafts.get(row.role)
        if draft is None:
            raise Refused(
                _("This list has no draft. Start a new version of it first."), field="role"
            )
        became = self._taken_out(row, draft) if row.out else self._written(row, draft)
        self.touched[str(draft)] += became != Done.UNCHANGED
        return became

    def _taken_out(self, row: Row, draft: DutyList) -> Done:
        item = _item_of(row, draft)
        if item is None:
            if row.item_code in _removed(draft):
                return Done.UNCHANGED
            raise self._unknown(row)
        remove_item(item_id=item.pk, by=self.by, now=self.now)
        return Done.ENDED

    def _written(self, row: Row, draft: DutyList) -> Done:
        values, acts = self.named.values_of(row), {"by": self.by, "now": self.now}
        item, became = _item_of(row, draft), Done.UNCHANGED
        if item is None and row.item_code:
            if row.item_code not in _removed(draft):
                raise self._unknown(row)
            item = put_back_item(list_id=draft.pk, code=row.item_code, **acts)
            became = Done.CHANGED
        if item is None:
            values = {"due_rule": "period_end"} | values
            item, became = add_item(list_id=draft.pk, values=values, **acts), Done.MADE
        else:
            before = values_of(item)
            if any(before[name] != value for name, value in _in_order(values).items()):
                item, became = change_item(item_id=item.pk, values=values, **acts), Done.CHANGED
        return became if not self._moved(item) or became != Done.UNCHANGED else Done.CHANGED

    def _moved(self, item: DutyItem) -> bool:
        """Let it stand after the row before it of the same category; whether it had not."""
        key = item.duty_list_id, item.category_id
        before, self.last[key] = self.last.get(key), item.pk
        if before is None:
            return False
        same = DutyItem.objects.filter(duty_list=item.duty_list_id, category=item.category_id)
        together = list(same.order_by("position", "pk").values_list("pk", flat=True))
        if before not in together or together.index(item.pk) > together.index(before):
            return False
        move_item(item_id=item.pk, place=together.index(before), by=self.by, now=self.now)
        return True

    def _unknown(self, row: Row) -> Refused:
        return Refused(
            _("No item of the draft has this number. Leave the cell empty to add one."),
            field="item_code",
        )

    def consequences(self) -> list[Consequence]:
        means = _("Another person of the office reviews it before it is published.")
        changed = _("Changes of the draft %(list)s")
        told = [Consequence(changed % {"list": name}, n, means) for name, n in self.touched.items()]
        return [consequence for consequence in told if consequence.count]

    def rows_now(self) -> Iterable[Sequence]:
        """The items of the drafts, or of the lists to be exported."""
        lists = self.drafts.values() if self.exported is None else self.exported
        items = DutyItem.objects.filter(duty_list__in=[one.pk for one in lists])
        items = items.select_related("duty_list").prefetch_related("evidence")
        shown = {c.name: c.words() for c in self.columns if isinstance(c, Choice)}
        for item in items.order_by(
            "duty_list__role_kind__position", "category__position", "position", "pk"
        ):
            cells = self.named.cells_of(item)
            cells |= {name: words[cells[name]] for name, words in shown.items() if name in cells}
            yield [cells.get(column.name) for column in self.columns]

    def note(self, *, upload, counts: dict) -> None:
        after = {"file": upload.name, "sha256": upload.sha256, **counts}
        audit_office(action="list.import", about=upload, by=self.by, now=self.now, after=after)

    def note_export(self, *, rows: int) -> None:
        for one in self.drafts.values() if self.exported is None else self.exported:
            audit_office(action="list.take_along", about=one, by=self.by, now=self.now)


def _item_of(row: Row, draft: DutyList) -> DutyItem | None:
    """The item that a row is about: by its number; without one, what says the same."""
    items = draft.items.select_related("category")
    if row.item_code:
        return items.filter(code=row.item_code).first()
    same = items.filter(category=row.category_id)
    return next((one for one in same if plain(one.text) == plain(row.text)), None)


def _removed(draft: DutyList) -> set[str]:
    """The numbers of the items taken out of a draft."""
    removed = DutyList.objects.values_list("removed", flat=True).get(pk=draft.pk)
    return {values["code"] for values in removed}


def _in_order(values: dict[str, Any]) -> dict[str, Any]:
    """Values as an item keeps them."""
    ordered = {name: sorted(values[name]) for name in ("applies_to", "evidence") if name in values}
    return values | ordered
