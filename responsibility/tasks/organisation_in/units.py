"""The sheet of units: founding, renaming, moving, closing."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pages.refused import Refused
from pages.rows_in.columns import Choice, Code, Column, Day, words_of
from pages.rows_in.sheet import Done, Row, Sheet
from responsibility.organisation.periods import last_day
from responsibility.organisation.units.found import found_unit
from responsibility.organisation.units.models import Unit, UnitVersion
from responsibility.organisation.units.reorganise import reorganise
from responsibility.tasks.closing.close import close_unit
from responsibility.tasks.organisation_in.columns import PlaceNumber
from responsibility.tasks.people_in.names import plain

KINDS = [kind for kind in Unit.Kind if kind != Unit.Kind.COUNTY]


class Units(Sheet):
    """A unit is told by its number, else by its name under its parent."""

    title = gettext_lazy("Units")
    lead = gettext_lazy("One row for each unit, in any order. What is not named stays as it is.")
    fields = {"parent_id": "parent"}

    unit_number = Code(
        gettext_lazy("Unit number"),
        most=18,
        advice=gettext_lazy("As exported; empty for a new unit. With it a unit may be renamed."),
    )
    name = Column(
        gettext_lazy("Unit name"),
        also=gettext_lazy("unit|name"),
        required=True,
        most=80,
        example=gettext_lazy("Bureau of housing"),
        advice=gettext_lazy("The full name."),
    )
    kind = Choice(
        gettext_lazy("Kind"),
        options=words_of(KINDS),
        required=True,
        advice=gettext_lazy("One of the kinds to choose from; a branch groups other units."),
    )
    parent = Column(
        gettext_lazy("Stands under"),
        also=gettext_lazy("parent|group"),
        most=160,
        chosen_from="Units.name",
        advice=gettext_lazy("The branch or unit above; empty: the county itself."),
    )
    position = PlaceNumber(
        gettext_lazy("Place in the order"),
        also=gettext_lazy("order"),
        advice=gettext_lazy("Its place among its neighbours; empty: the last."),
    )
    first_on = Day(
        gettext_lazy("First day"),
        also=gettext_lazy("from|since"),
        example="2026-01-01",
        advice=gettext_lazy(
            "Of a new unit; or the day from which another name or place holds. Empty: for a new "
            "unit the first of January or its first appointment, for a change today."
        ),
    )
    last_on = Day(
        gettext_lazy("Last day"),
        example="2026-12-31",
        advice=gettext_lazy("Only to close the unit after that day, with its posts."),
    )
    basis = Column(gettext_lazy("Document number"), also=gettext_lazy("document|basis"), most=120)

    def begin(self, rows: Sequence[Row]) -> None:
        self.versions: dict[int, UnitVersion] = {}
        versions = UnitVersion.objects.kept().filter(unit__county=self.book.county.pk)
        for version in versions.order_by("period"):
            self.versions[version.unit_id] = version

    def in_turn(self, rows: Sequence[Row]) -> list[Row]:
        """Those above before those beneath; what is closed last, from below."""
        named = {plain(row.name): row for row in reversed(rows)}
        depths = {id(row): _depth(row, named) for row in rows}
        standing = [row for row in rows if row.last_on is None]
        closed = [row for row in rows if row.last_on]
        standing.sort(key=lambda row: depths[id(row)])
        return standing + sorted(closed, key=lambda row: -depths[id(row)])

    def failed(self, row: Row) -> None:
        if getattr(row, "name", None):
            self.book.known.wrong_units.add(plain(row.name))

    def carry_out(self, row: Row) -> Done:
        known = self.book.known
        above = known.unit(row.parent, field="parent") if row.parent else known.county
        unit = self._unit(row, above)
        if unit is None:
            unit, done = self._found(row, above), Done.MADE
        else:
            if unit.kind != row.kind:
                raise Refused(
                    _("The kind of a unit stays. Close it and found another one."), field="kind"
                )
            done = self._change(row, unit, above)
        if row.last_on and row.last_on != _last_day(unit):
            _unit, ended = close_unit(
                unit_id=unit.pk, last_on=row.last_on, by=self.by, now=self.now
            )
            self.book.effects.closed_units.append(unit.name)
            self.book.effects.exempt += ended
            unit.refresh_from_db()
            return Done.ENDED
        return done

    def _unit(self, row: Row, above: Unit) -> Unit | None:
        units = self.book.known.units
        if row.unit_number:
            if row.unit_number.isdecimal() and (unit := units.units.get(int(row.unit_number))):
                return unit
            raise Refused(_("No unit has this number. Leave it empty."), field="unit_number")
        same = [unit for unit in units.named.get(plain(row.name), []) if unit != above]
        under = [unit for unit in same if unit.parent_id == above.pk]
        standing = [unit for unit in under if unit.closed_on is None]
        if under and (standing or row.last_on):
            return (standing or under)[0]
        elsewhere = next((unit for unit in same if unit.closed_on is None), None)
        if elsewhere and row.kind != Unit.Kind.SECTION:
            raise Refused(
                _("A unit of this name stands under %(parent)s. To move it, write its number: "
                  "%(number)d.") % {"parent": elsewhere.parent, "number": elsewhere.pk},
                field="name",
            )  # fmt: skip
        return None

    def _found(self, row: Row, above: Unit) -> Unit:
        first_on = row.first_on or self.book.first_day(row.name)
        unit = found_unit(
            parent_id=above.pk, kind=row.kind, name=row.name, first_on=first_on,
            position=row.position, basis=row.basis or "", by=self.by, now=self.now,
        )  # fmt: skip
        self.book.known.units.add(unit)
        self.book.effects.founded += 1
        return unit

    def _change(self, row: Row, unit: Unit, above: Unit) -> Done:
        version = self.versions.get(unit.pk)
        if version is None or unit.closed_on:
            return Done.UNCHANGED
        position = version.position if row.position is None else row.position
        was = (version.name, version.parent_id, version.position)
        if was == (row.name, above.pk, position):
            return Done.UNCHANGED
        reorganise(
            unit_id=unit.pk, name=row.name, parent_id=above.pk, position=position,
            first_on=self._changes_on(row, version), basis=row.basis or "",
            by=self.by, now=self.now,
        )  # fmt: skip
        self.book.effects.reorganised.append(_said(was[0], row.name))
        self.book.known.read_units()
        return Done.CHANGED

    def _changes_on(self, row: Row, version: UnitVersion) -> date:
        """The day as written, where it is not the one on which what is there began."""
        if row.first_on is None or row.first_on == version.period.lower:
            return max(self.book.known.today, version.period.lower)
        return row.first_on

    def rows_now(self) -> Iterator[list]:
        self.begin([])
        known, kinds = self.book.known, self.kind.words()
        for unit in known.units.units.values():
            version = self.versions.get(unit.pk)
            if unit.closed_on or version is None:
                continue
            above = version.parent_id
            yield [
                str(unit.pk), version.name, kinds[unit.kind],
                "" if above == known.county.pk else known.word_for_unit(above),
                version.position, version.period.lower, last_day(version.period), version.basis,
            ]  # fmt: skip


def _depth(row: Row, named: dict[str, Row]) -> int:
    """How many rows of the file stand above it; a ring ends by itself and is refused later."""
    seen: list[int] = []
    while row.parent and id(row) not in seen:
        seen.append(id(row))
        row = named.get(plain(row.parent.rpartition("/")[2]), Row(number=0, parent=None))
    return len(seen)


def _last_day(unit: Unit) -> date | None:
    version = unit.versions.kept().order_by("-period").first()
    return last_day(version.period) if version and unit.closed_on else None


def _said(was: str, becomes: str) -> str:
    return becomes if was == becomes else f"{was} → {becomes}"
