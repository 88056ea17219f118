"""The sheet of members: who belongs to a collective post, and who clerks for any post."""

import re
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pages.clean import identifier
from pages.refused import Refused
from pages.rows_in.columns import Choice, Column, words_of
from pages.rows_in.grid import Cell
from pages.rows_in.sheet import Done, Row
from responsibility.organisation.posts.join import join, leave
from responsibility.organisation.posts.models import Grant, Membership
from responsibility.organisation.posts.usual import USUAL
from responsibility.tasks.organisation_in.dated import DatedSheet
from responsibility.tasks.organisation_in.holding import (
    name_column,
    person_column,
    post_column,
    unit_column,
)
from responsibility.tasks.organisation_in.known import refuse_closed

BETWEEN = re.compile(r"[,;\uff0c\uff1b\u3001/|]+")


class Grants(Column):
    """What a membership allows: some of the words of `Grant`."""

    def value_of(self, cell: Cell) -> list[str]:
        words = {
            identifier(word).lower(): grant
            for word, grant in words_of(Grant)().items()
            if grant in Grant.in_use()
        }
        found = []
        for part in filter(None, map(str.strip, BETWEEN.split(identifier(cell.shown)))):
            if part.lower() not in words:
                raise Refused(
                    _("%(word)s is nothing one may do. Write some of: %(words)s.")
                    % {"word": part, "words": ", ".join(str(one.label) for one in Grant.in_use())}
                )
            found.append(str(words[part.lower()]))
        return sorted(set(found))


class Members(DatedSheet):
    """Members of collective posts, and clerks."""

    title = gettext_lazy("Members and clerks")
    also = gettext_lazy("members|clerks")
    lead = gettext_lazy("Who belongs to a collective post, and who clerks for a post.")
    fields = {"user": "person"}

    unit = unit_column()
    post = post_column()
    person = person_column()
    name = name_column()
    role = Choice(
        gettext_lazy("As"),
        also=gettext_lazy("role|capacity"),
        options=words_of(Membership.Role),
        required=True,
        advice=gettext_lazy("Head, deputy head, member or clerk."),
    )
    grants = Grants(
        gettext_lazy("May do"),
        also=gettext_lazy("rights|grants"),
        advice=gettext_lazy("Several words with commas; empty: what is usual."),
    )

    def rows(self):
        rows = Membership.objects.managed_by(self.by.user, at=self.now).kept()
        return rows.select_related("post__unit", "user")

    def key(self, row) -> tuple:
        return row.post_id, row.user_id

    def begin(self, rows: Sequence[Row]) -> None:
        self.book.known.read_posts()
        super().begin(rows)

    def known(self, column: str) -> set[str]:
        """The staff numbers of the county."""
        return self.book.staff_numbers() if column == "person" else set()

    def carry_out(self, row: Row) -> Done:
        known, effects = self.book.known, self.book.effects
        unit = known.unit(row.unit)
        post = known.one_post(unit, row.post)
        person = known.person(row.person, row.name)
        if found := self.again((post.pk, person.pk), row.first_on):
            self.refuse_other(row.role, found.role, field="role")
            self.refuse_other(row.grants, sorted(found.grants), field="grants")

            def end(last_on):
                leave(membership_id=found.pk, last_on=last_on, by=self.by, now=self.now)
                effects.left.append(f"{person.name} ({unit.name} · {post.title})")

            return self.as_before(row, found, end)
        refuse_closed(person)
        found = join(
            post_id=post.pk, user_id=person.pk, role=row.role,
            grants=USUAL[row.role] if row.grants is None else row.grants,
            first_on=row.first_on, last_on=row.last_on, basis=row.basis or "",
            by=self.by, now=self.now,
        )  # fmt: skip
        self.there[post.pk, person.pk].append(found)
        effects.joined += 1
        return Done.MADE

    def rows_now(self) -> Iterator[list]:
        known, roles = self.book.known, self.role.words()
        granted = {grant.value: str(grant.label) for grant in Grant}
        for found in self.in_force():
            yield [
                known.word_for_unit(found.post.unit_id), known.word_for_post(found.post),
                found.user.staff_number, found.user.name, roles[found.role],
                ", ".join(granted[grant] for grant in found.grants), *self.days_of(found),
            ]  # fmt: skip
