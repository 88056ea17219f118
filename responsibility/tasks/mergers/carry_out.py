"""What merging and splitting have in common: posts go, units end, and what hangs on them begins."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.refused import Refused
from responsibility.organisation.posts.close import close_post, close_unit
from responsibility.organisation.posts.models import Post
from responsibility.organisation.units.models import Unit
from responsibility.organisation.units.reorganise import reorganise
from responsibility.tasks.mergers.begin import GoAlong, in_force_on
from responsibility.tasks.mergers.entries import entries_of, note_entries
from responsibility.tasks.mergers.goes import STAYS, Goes, open_successors
from responsibility.tasks.mergers.models import Reorganisation, ReorganisedPost, ReorganisedUnit
from responsibility.tasks.mergers.move_tasks import move_tasks

ONE_DAY = timedelta(days=1)
LONGEST_NAME = 80


@dataclass(frozen=True)
class Act:
    """One reorganisation: the posts and parts of `sources` go to `targets`, which take over; the
    sources end if `ends`. `goes`: by the post, `people`: the posts whose people go along,
    `parts`: by the part of a source the place of its target, for those that go."""

    made: Reorganisation
    sources: Sequence[Unit]
    targets: Sequence[Unit]
    ends: bool
    goes: Mapping[int, Goes]
    people: Collection[int]
    parts: Mapping[int, int]
    by: Actor
    now: datetime

    @property
    def _doer(self) -> dict:
        return {"by": self.by, "now": self.now}

    def carry_out(self) -> None:
        """Do it. Raises Refused as the verbs do that it calls."""
        made, last_on = self.made, self.made.first_on - ONE_DAY
        units = [unit.pk for unit in [*self.sources, *self.targets]]
        posts = posts_of(self.sources, made)
        goes = {post.pk: self.goes.get(post.pk) or self._unnamed() for post in posts}
        rows = open_successors(made, posts, goes, self.targets, **self._doer)
        before = in_force_on(made.first_on, posts=posts, units=self.sources)
        entries = entries_of(units)
        self._move_parts()
        if self.ends:
            for unit in self.sources:
                close_unit(unit_id=unit.pk, last_on=last_on, **self._doer)
        else:
            for row in rows:
                if not row.goes_on:
                    close_post(post_id=row.post_id, last_on=last_on, **self._doer)
        move_tasks(reorganisation_id=made.pk, **self._doer)
        self._begin(rows, before)
        note_entries(entries, units, made=made)

    def _unnamed(self) -> Goes:
        """A post of which nothing was said: it was opened since the page was shown."""
        if self.ends:
            raise Refused(_("The posts changed meanwhile. Look at the page anew."))
        return Goes(STAYS)

    def _begin(self, rows: Sequence[ReorganisedPost], before) -> None:
        moving = {row.post_id: row.to_post for row in rows if row.to_post and not row.goes_on}
        over = {unit.pk: self.targets for unit in self.sources}
        if not self.ends:
            over = {unit.pk: [unit, *self.targets] for unit in self.sources}
        along = GoAlong(
            posts=moving, units=over, first_on=self.made.first_on, basis=self.made.basis,
            **self._doer,
        )  # fmt: skip
        along.people(before, {pk for pk in self.people if pk in moving})
        along.charges(before.charges)
        along.links(before.links)

    def _move_parts(self) -> None:
        """The units beneath go to theirs; of a name that there is already, with the name of where
        they come from."""
        given: set[tuple[Unit, str]] = set()
        parts = Unit.objects.filter(parent__in=self.sources).standing_on(self.made.first_on)
        for part in parts.select_related("parent").in_order():
            target = self.targets[self.parts.get(part.pk, 0)] if self._goes(part) else None
            if target and target != part:
                name = _free_name(part, target, given)
                given.add((target, name))
                reorganise(
                    unit_id=part.pk,
                    name=name,
                    parent_id=target.pk,
                    position=part.position,
                    first_on=self.made.first_on,
                    basis=self.made.basis,
                    **self._doer,
                )

    def _goes(self, part: Unit) -> bool:
        return self.ends or part.pk in self.parts

    def note_units(self, founded: Collection[int]) -> None:
        """Note the part that each unit had in it."""
        Part = ReorganisedUnit.Part
        rows = [(unit, Part.ENDED if self.ends else Part.GOES_ON) for unit in self.sources]
        rows += [
            (unit, Part.FOUNDED if unit.pk in founded else Part.GOES_ON) for unit in self.targets
        ]
        ReorganisedUnit.objects.bulk_create(
            ReorganisedUnit(reorganisation=self.made, unit=unit, part=part) for unit, part in rows
        )


def posts_of(sources: Sequence[Unit], made: Reorganisation) -> list[Post]:
    """The posts that stand on the day, or are still to be opened, unit by unit."""
    rows = Post.objects.filter(unit__in=sources).select_related("role_kind", "unit")
    return [post for post in rows if post.stands_on(made.first_on)]


def _free_name(part: Unit, target: Unit, given: set[tuple[Unit, str]]) -> str:
    taken = Unit.objects.filter(parent=target, name=part.name, closed_on=None)
    if (target, part.name) not in given and not taken.exists():
        return part.name
    suffix = _(" (formerly %(unit)s)") % {"unit": part.parent.name}
    return part.name[: LONGEST_NAME - len(suffix)] + suffix
