"""The sheet of people: registering, and changing names and numbers."""

from collections import Counter
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from pages.refused import Refused
from pages.rows_in.sheet import Done, Row, Sheet
from responsibility.tasks.people_in.accounts import account_of
from responsibility.tasks.people_in.sheet import PeopleSheet


class People(Sheet):
    """One row for each person, told by the staff number. The columns are those of a file of people
    alone."""

    title = PeopleSheet.title
    lead = PeopleSheet.lead_of_rows

    staff_number = PeopleSheet.staff_number
    name = PeopleSheet.name
    phone = PeopleSheet.phone

    def known(self, column: str) -> set[str]:
        """The staff numbers of the county."""
        if column != "staff_number":
            return set()
        return {person.staff_number for person in self.book.known.people.values()}

    def begin(self, rows: Sequence[Row]) -> None:
        self.first_rows: dict[str, Row] = {}
        self.names = Counter(row.name for row in rows)

    def check(self, row: Row) -> None:
        """A staff number stands in one row."""
        first = self.first_rows.setdefault(row.staff_number.upper(), row)
        if first is not row:
            raise Refused(
                _("Row %(row)d has this number too. Join the rows of one person; give another "
                  "person another number.") % {"row": first.number},
                field="staff_number",
            )  # fmt: skip

    def failed(self, row: Row) -> None:
        for word in (getattr(row, "staff_number", None), getattr(row, "name", None)):
            if word:
                self.book.known.wrong_people.add(word)

    def carry_out(self, row: Row) -> Done:
        known, effects = self.book.known, self.book.effects
        person, became = account_of(
            row,
            known.people.get(row.staff_number.upper()),
            county_id=known.county.pk,
            by=self.by,
            now=self.now,
            changing=effects.changing,
        )
        known.add_person(person)
        effects.add(row, person, became, None)
        return became

    def rows_now(self) -> Iterator[list]:
        for person in sorted(self.book.known.people.values(), key=lambda one: one.staff_number):
            if person.is_active:
                # A number is shown for a purpose that is noted, on its person's page; an empty cell
                # changes none.
                yield [person.staff_number, person.name, ""]
