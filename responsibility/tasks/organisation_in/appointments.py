"""The sheet of appointments: who holds which personal post, on which document."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pages.refused import Refused
from pages.rows_in.sheet import Done, Row
from responsibility.organisation.people.models import User
from responsibility.organisation.posts.appoint import end_appointment
from responsibility.organisation.posts.models import Appointment
from responsibility.tasks.organisation_in.columns import YesNo
from responsibility.tasks.organisation_in.dated import DatedSheet
from responsibility.tasks.organisation_in.holding import (
    name_column,
    person_column,
    post_column,
    unit_column,
)
from responsibility.tasks.organisation_in.known import refuse_closed
from responsibility.tasks.people_in.appointing import Appointing


class Appointments(DatedSheet):
    """Whoever held the post until then ends the day before."""

    title = gettext_lazy("Appointments")
    lead = gettext_lazy("Who holds which personal post. Whoever held it until then ends.")
    fields = {"user": "person"}

    unit = unit_column()
    post = post_column()
    person = person_column()
    name = name_column()
    acting = YesNo(
        gettext_lazy("Acting"),
        example=gettext_lazy("no"),
        advice=gettext_lazy("Yes where the person only acts in the post."),
    )

    def rows(self):
        rows = Appointment.objects.managed_by(self.by.user, at=self.now).kept()
        return rows.select_related("post__unit", "user")

    def begin(self, rows: Sequence[Row]) -> None:
        self.appointing = Appointing(by=self.by, now=self.now, closed_too=True)

    def known(self, column: str) -> set[str]:
        """The staff numbers of the county."""
        return self.book.staff_numbers() if column == "person" else set()

    def carry_out(self, row: Row) -> Done:
        known, effects = self.book.known, self.book.effects
        unit = known.unit(row.unit)
        known.refuse_wrong_post(unit, row.post)
        person = known.person(row.person, row.name)
        try:
            given = self.appointing.appoint(
                person, unit, row, last_on=row.last_on, acting=bool(row.acting)
            )
        except User.DoesNotExist:
            refuse_closed(person)
            raise
        if given.made:
            if not row.basis:
                raise Refused(
                    _("A new appointment rests on a document. Write its number."), field="basis"
                )
            effects.add(row, person, Done.UNCHANGED, given)
            return Done.MADE
        held = given.held
        self.refuse_other(row.acting, held.acting, field="acting")
        effects.add(row, person, Done.UNCHANGED, given)

        def end(last_on):
            end_appointment(appointment_id=held.pk, last_on=last_on, by=self.by, now=self.now)
            effects.ended.append(f"{person.name} ({unit.name} · {given.post.title})")
            self.appointing.touched.add(given.post.pk)

        return self.as_before(row, held, end)

    def rows_now(self) -> Iterator[list]:
        known = self.book.known
        for held in self.in_force():
            yield [
                known.word_for_unit(held.post.unit_id), known.word_for_post(held.post),
                held.user.staff_number, held.user.name, _("yes") if held.acting else "",
                *self.days_of(held),
            ]  # fmt: skip
