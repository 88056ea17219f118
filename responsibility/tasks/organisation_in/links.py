"""The sheet of supervision links: which discipline body supervises which unit."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy

from pages.rows_in.columns import Choice, Column, words_of
from pages.rows_in.sheet import Done, Row
from responsibility.organisation.links.link_supervision import end_link, link_supervision
from responsibility.organisation.links.models import SupervisionLink
from responsibility.tasks.organisation_in.dated import DatedSheet


class Links(DatedSheet):
    """A body supervises a unit with all beneath it."""

    title = gettext_lazy("Supervision")
    also = gettext_lazy("supervision links")
    lead = gettext_lazy("Which discipline body supervises which unit, and how.")

    body = Column(
        gettext_lazy("Discipline body"),
        required=True,
        most=160,
        chosen_from="Units.name",
        advice=gettext_lazy("A unit of the kind discipline body."),
    )
    unit = Column(
        gettext_lazy("Supervises"),
        also=gettext_lazy("unit supervised"),
        required=True,
        most=160,
        chosen_from="Units.name",
        advice=gettext_lazy("The unit, with all that stands beneath it."),
    )
    how = Choice(
        gettext_lazy("How"),
        options=words_of(SupervisionLink.How),
        required=True,
        advice=gettext_lazy("Stationed in it, linked with it, or the township's commission."),
    )

    def rows(self):
        rows = SupervisionLink.objects.managed_by(self.by.user, at=self.now).kept()
        return rows.select_related("body", "unit")

    def key(self, row) -> tuple:
        return row.body_id, row.unit_id

    def carry_out(self, row: Row) -> Done:
        known, effects = self.book.known, self.book.effects
        body, unit = known.unit(row.body, field="body"), known.unit(row.unit)
        if found := self.again((body.pk, unit.pk), row.first_on):
            self.refuse_other(row.how, found.how, field="how")

            def end(last_on):
                end_link(link_id=found.pk, last_on=last_on, by=self.by, now=self.now)
                effects.unlinked.append(f"{body.name} → {unit.name}")

            return self.as_before(row, found, end)
        found = link_supervision(
            body_id=body.pk, unit_id=unit.pk, how=row.how, first_on=row.first_on,
            last_on=row.last_on, basis=row.basis or "", by=self.by, now=self.now,
        )  # fmt: skip
        self.there[body.pk, unit.pk].append(found)
        effects.linked += 1
        return Done.MADE

    def rows_now(self) -> Iterator[list]:
        known, hows = self.book.known, self.how.words()
        for found in self.in_force("body"):
            yield [
                known.word_for_unit(found.body_id), known.word_for_unit(found.unit_id),
                hows[found.how], *self.days_of(found),
            ]  # fmt: skip
