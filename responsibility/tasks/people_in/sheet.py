"""People from a file: a row registers or changes an account, and appoints to a post."""

import re
from collections import Counter

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pages.clean import identifier
from pages.days import day_of
from pages.refused import Refused
from pages.rows_in.book import OneSheet
from pages.rows_in.columns import Code, Column, Day
from pages.rows_in.sheet import Consequence, Done, Row
from responsibility.organisation.office import audit_office
from responsibility.organisation.people.models import User
from responsibility.organisation.people.phone import normal_phone
from responsibility.organisation.posts.models import Post
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit
from responsibility.tasks.people_in.accounts import account_of, waiting_accounts
from responsibility.tasks.people_in.appointing import Appointing
from responsibility.tasks.people_in.effects import Effects
from responsibility.tasks.people_in.names import UnitNames

BLANK_IN_NAME = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")


class PersonName(Column):
    """A name; blanks that only align short Chinese names are no part of it."""

    def value_of(self, cell) -> str:
        return BLANK_IN_NAME.sub("", identifier(cell.shown))


class MobileNumber(Code):
    """A telephone number, read as the verbs read it."""

    def value_of(self, cell) -> str:
        return normal_phone(super().value_of(cell))


def unit_choices(*, by, now) -> list[str]:
    """The standing units one may write, in the order of the organisation."""
    return UnitNames(_units(by, now)).choices()


def title_choices(*, by, now) -> list[str]:
    """The titles of the posts that somebody can hold."""
    posts = Post.objects.managed_by(by.user, at=now).standing_on(day_of(now))
    posts = posts.filter(role_kind__collective=False).order_by("title")
    return list(posts.values_list("title", flat=True).distinct())


def _units(by, now):
    return Unit.objects.managed_by(by.user, at=now).standing_on(day_of(now)).in_order()


class PeopleSheet(OneSheet):
    """One row for each person, and one more for each further post of the same person.

    Who is there by staff number is changed where name or number differ; an empty cell changes
    nothing. Whoever held the post until then ends the day before.
    """

    code = "people"
    title = gettext_lazy("People")
    lead = gettext_lazy(
        "One row for each person; a person with two posts has two rows. An account is told by its "
        "staff number. Empty cells leave what is there as it is."
    )
    lead_of_rows = gettext_lazy("One row for each person, told by the staff number.")
    back = "people"
    fields = {"last_on": "first_on", "user": "staff_number", "": "post"}
    done_part = "responsibility/tasks/people_in/_passwords.html"

    staff_number = Code(
        gettext_lazy("Staff number"),
        also=gettext_lazy("staff no|number|account"),
        required=True,
        most=32,
        example="LC0112",
        advice=gettext_lazy("The account to sign in with. Each person has one of their own."),
    )
    name = PersonName(
        gettext_lazy("Name"),
        also=gettext_lazy("full name|person"),
        required=True,
        most=60,
        example=gettext_lazy("Zhou Ming"),
        advice=gettext_lazy("The name as in the personnel file."),
    )
    phone = MobileNumber(
        gettext_lazy("Mobile number"),
        also=gettext_lazy("phone|mobile|telephone"),
        most=24,
        example="13800000000",
        advice=gettext_lazy("11 digits. Left empty, the person gets no texts."),
    )
    unit = Column(
        gettext_lazy("Unit"),
        also=gettext_lazy("body|organisation"),
        most=160,
        choices=unit_choices,
        advice=gettext_lazy(
            "The name as in the list of units. Of two units with one name write the one above too: "
            "bureau/office."
        ),
    )
    post = Column(
        gettext_lazy("Post"),
        also=gettext_lazy("title|position"),
        most=60,
        choices=title_choices,
        advice=gettext_lazy("The title of a post that is open in the unit."),
    )
    first_on = Day(
        gettext_lazy("First day"),
        also=gettext_lazy("since|from|date of appointment"),
        example="2026-03-01",
        advice=gettext_lazy("The first day in the post."),
    )
    basis = Column(
        gettext_lazy("Document number"),
        also=gettext_lazy("document|basis"),
        most=120,
        advice=gettext_lazy("The document by which the person was appointed."),
    )

    def may_import(self) -> bool:
        """The commission office, for its own county."""
        return bool(self._counties)

    def known(self, column: str) -> set[str]:
        """The staff numbers of the county."""
        if column != "staff_number":
            return set()
        people = User.objects.visible_to(self.by.user, at=self.now)
        return set(people.values_list("staff_number", flat=True))

    def begin(self, rows) -> None:
        numbers = {row.staff_number for row in rows}
        people = User.objects.visible_to(self.by.user, at=self.now)
        self.accounts = {
            person.staff_number: person for person in people.filter(staff_number__in=numbers)
        }
        self.first_rows: dict[str, Row] = {}
        self.units = UnitNames(_units(self.by, self.now))
        self.appointing = Appointing(by=self.by, now=self.now)
        self.effects = Effects(now=self.now)
        self.names = Counter(row.name for row in {r.staff_number: r for r in rows}.values())

    def check(self, row: Row) -> None:
        """Rows of one staff number are about one person; unit, post and day come together."""
        first = self.first_rows.setdefault(row.staff_number, row)
        if first.name != row.name:
            raise Refused(
                _(
                    "Row %(row)d gives this number to %(name)s. Of one person write the name "
                    "alike; give another person another number."
                )
                % {"row": first.number, "name": first.name},
                field="staff_number",
            )
        parts = {"unit": row.unit, "post": row.post, "first_on": row.first_on}
        missing = [name for name, value in parts.items() if value is None]
        if missing and len(missing) < len(parts):
            raise Refused(
                _("Unit, post and first day belong together. Write this too."), field=missing[0]
            )

    def carry_out(self, row: Row) -> Done:
        unit = self.units.find(row.unit) if row.unit else None
        account, became = self._account(row, unit)
        given = None
        if unit:
            given = self.appointing.appoint(account, unit, row)
        self.accounts[row.staff_number] = account
        self.effects.add(row, account, became, given)
        if became == Done.UNCHANGED and given and given.made:
            return Done.CHANGED
        return became

    def _account(self, row: Row, unit: Unit | None) -> tuple[User, Done]:
        account = self.accounts.get(row.staff_number)
        return account_of(
            row,
            account,
            county_id=account.county_id if account else self._county(unit),
            by=self.by,
            now=self.now,
            changing=self.effects.changing,
        )

    def _county(self, unit: Unit | None) -> int:
        if unit:
            return unit.the_county_id
        if len(self._counties) > 1:
            raise Refused(_("You keep several counties. Write the unit."), field="unit")
        return min(self._counties)

    @property
    def _counties(self) -> frozenset[int]:
        return standing_of(self.by.user, at=self.now).office_counties

    def consequences(self) -> list[Consequence]:
        return self.effects.consequences()

    def remarks(self) -> list[str]:
        twice = [name for name, count in self.names.items() if count > 1]
        return self.effects.remarks(namesakes=twice)

    def keep(self) -> dict:
        """The accounts that are new: their first passwords are to be handed out."""
        return {"accounts": self.effects.new_accounts}

    def still_to_do(self, upload) -> dict:
        """How many first passwords wait to be handed out."""
        waiting = waiting_accounts(upload, by=self.by, now=self.now)
        return {"waiting": waiting.count()}

    def note(self, *, upload, counts: dict) -> None:
        counts = {name: count for name, count in counts.items() if name != Done.ENDED}
        after = {"file": upload.name, "sha256": upload.sha256, **counts}
        audit_office(action="people.import", about=upload, by=self.by, now=self.now, after=after)
