"""The sheet of charges: which post is in charge of, or linked with, which unit (M002-05)."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy

from pages.rows_in.columns import Choice, Column, words_of
from pages.rows_in.sheet import Done, Row
from responsibility.organisation.links.charge import end_charge, put_in_charge
from responsibility.organisation.links.models import Charge
from responsibility.tasks.organisation_in.dated import DatedSheet
from responsibility.tasks.organisation_in.holding import post_column, unit_column


class Charges(DatedSheet):
    """Of a leader's post, not of a person: a successor has the same."""

    title = gettext_lazy("Responsibilities")
    also = gettext_lazy("charges|division of responsibility")
    lead = gettext_lazy("Which post is in charge of which unit or section, or linked with it.")
    fields = {"unit": "of"}

    unit = unit_column()
    post = post_column()
    of = Column(
        gettext_lazy("In charge of"),
        also=gettext_lazy("unit in charge of"),
        required=True,
        most=160,
        chosen_from="Units.name",
        advice=gettext_lazy("The unit or section; with the unit above where names are shared."),
    )
    kind = Choice(
        gettext_lazy("How"),
        options=words_of(Charge.Kind),
        required=True,
        advice=gettext_lazy("In charge of it, or linked with it."),
    )

    def rows(self):
        rows = Charge.objects.managed_by(self.by.user, at=self.now).kept()
        return rows.select_related("post__unit", "unit")

    def key(self, row) -> tuple:
        return row.post_id, row.unit_id

    def carry_out(self, row: Row) -> Done:
        known, effects = self.book.known, self.book.effects
        above = known.unit(row.unit)
        post = known.one_post(above, row.post)
        unit = known.unit(row.of, field="of")
        said = f"{above.name} · {post.title} → {unit.name}"
        if found := self.again((post.pk, unit.pk), row.first_on):
            self.refuse_other(row.kind, found.kind, field="kind")

            def end(last_on):
                end_charge(charge_id=found.pk, last_on=last_on, by=self.by, now=self.now)
                effects.uncharged.append(said)

            return self.as_before(row, found, end)
        found = put_in_charge(
            post_id=post.pk, unit_id=unit.pk, kind=row.kind, first_on=row.first_on,
            last_on=row.last_on, basis=row.basis or "", by=self.by, now=self.now,
        )  # fmt: skip
        self.there[post.pk, unit.pk].append(found)
        effects.charged += 1
        return Done.MADE

    def rows_now(self) -> Iterator[list]:
        known, kinds = self.book.known, self.kind.words()
        for found in self.in_force():
            yield [
                known.word_for_unit(found.post.unit_id), known.word_for_post(found.post),
                known.word_for_unit(found.unit_id), kinds[found.kind],
                *self.days_of(found),
            ]  # fmt: skip
