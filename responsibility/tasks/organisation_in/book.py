"""The workbook of the organisation: its sheets, what they read together, what they tell."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy

from pages.rows_in.book import Book
from pages.rows_in.sheet import Consequence, Row
from responsibility.organisation.office import audit_office
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit
from responsibility.tasks.organisation_in.appointments import Appointments
from responsibility.tasks.organisation_in.charges import Charges
from responsibility.tasks.organisation_in.effects import OrganisationEffects
from responsibility.tasks.organisation_in.known import Known
from responsibility.tasks.organisation_in.links import Links
from responsibility.tasks.organisation_in.members import Members
from responsibility.tasks.organisation_in.people import People
from responsibility.tasks.organisation_in.posts import Posts
from responsibility.tasks.organisation_in.units import Units
from responsibility.tasks.people_in.accounts import waiting_accounts
from responsibility.tasks.people_in.names import plain


class OrganisationBook(Book):
    """The county of the office in seven sheets; the yearly update is the same file again.

    What a file does not name stays: a row ends something only by a last day
    (docs/decisions/0020).
    """

    code = "organisation"
    title = gettext_lazy("Units and people")
    lead = gettext_lazy(
        "Units, posts, people, appointments, members, responsibilities and supervision in one "
        "workbook. Sheets may be left out. What is not named stays as it is; something ends only "
        "where its row has a last day."
    )
    back = "units"
    done_part = "responsibility/tasks/people_in/_passwords.html"
    exports = True
    of = [Units, Posts, People, Appointments, Members, Charges, Links]

    def __init__(self, *, by: Any, now: datetime):
        super().__init__(by=by, now=now)
        counties = standing_of(by.user, at=now).office_counties
        self.county = Unit.objects.filter(pk__in=counties).order_by("pk").first()
        self.effects = OrganisationEffects(now=now)
        self._known: Known | None = None
        self.first_days: dict[tuple[str, str], date] = {}

    def may_import(self) -> bool:
        """The commission office, for its own county."""
        return self.county is not None

    @property
    def known(self) -> Known:
        """Units, posts and people as they are by now; read when first asked for."""
        if self._known is None:
            self._known = Known(by=self.by, now=self.now, county=self.county)
        return self._known

    def staff_numbers(self) -> set[str]:
        """Those of the county: by them lost leading zeros are seen."""
        return {person.staff_number for person in self.known.people.values()}

    def read(self, rows: Sequence[Sequence[Row]]) -> None:
        """Note the first day on which anything is said of a unit, and of a post of it."""
        for sheet_rows in rows:
            for row in sheet_rows:
                if first_on := getattr(row, "first_on", None):
                    unit = plain((getattr(row, "unit", None) or "").rpartition("/")[2])
                    post = plain((getattr(row, "post", None) or "").partition("#")[0])
                    for key in ((unit, post), (unit, "")):
                        self.first_days[key] = min(first_on, self.first_days.get(key, first_on))

    def first_day(self, unit: str, title: str = "") -> date:
        """Since when a unit, or a post of it, stands where no day is written: the first of January
        of this year, or the first day on which the file says anything of it."""
        january = self.known.today.replace(month=1, day=1)
        said = self.first_days.get((plain(unit.rpartition("/")[2]), plain(title)), january)
        return min(january, said)

    def consequences(self) -> list[Consequence]:
        return self.effects.consequences()

    def remarks(self) -> list[str]:
        names = Counter(person.name for person in self.known.people.values() if person.is_active)
        return self.effects.remarks(namesakes=[name for name, n in names.items() if n > 1])

    def keep(self) -> dict:
        """The accounts that are new: their first passwords are to be handed out."""
        return {"accounts": self.effects.new_accounts}

    def still_to_do(self, upload) -> dict:
        """How many first passwords wait to be handed out."""
        waiting = waiting_accounts(upload, by=self.by, now=self.now)
        return {"waiting": waiting.count()}

    def note(self, *, upload, counts: dict) -> None:
        after = {"file": upload.name, "sha256": upload.sha256, **counts}
        audit_office(
            action="organisation.import", about=upload, by=self.by, now=self.now, after=after
        )

    def note_export(self, *, rows: int) -> None:
        audit_office(
            action="organisation.export", about=self.county, by=self.by, now=self.now,
            after={"rows": rows},
        )  # fmt: skip
