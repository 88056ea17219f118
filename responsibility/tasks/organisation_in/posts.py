"""The sheet of posts: opening, renaming, closing."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pages.refused import Refused
from pages.rows_in.columns import Choice, Code, Column, Day
from pages.rows_in.sheet import Done, Row, Sheet
from responsibility.organisation.posts.models import Post, RoleKind
from responsibility.organisation.posts.open import open_post, rename_post
from responsibility.organisation.units.models import Unit
from responsibility.tasks.closing.close import close_post
from responsibility.tasks.organisation_in.columns import PlaceNumber
from responsibility.tasks.people_in.names import plain


def roles() -> dict[str, object]:
    """The names of the roles in both languages -> their ids."""
    kinds = list(RoleKind.objects.all())
    return {str(kind): kind.pk for kind in kinds} | {
        name: kind.pk for kind in kinds for name in (kind.name, kind.name_en)
    }


class Posts(Sheet):
    """A post is told by its number, else by its unit and title: the second row with the same ones
    is the second post of that title."""

    title = gettext_lazy("Posts")
    lead = gettext_lazy("One row for each post; two deputies are two rows.")
    fields = {"role_kind": "role"}

    post_number = Code(
        gettext_lazy("Post number"),
        most=18,
        advice=gettext_lazy("As exported; empty for a new post. With it a post may be renamed."),
    )
    unit = Column(
        gettext_lazy("Unit"),
        required=True,
        most=160,
        chosen_from="Units.name",
        advice=gettext_lazy(
            "The name as in the list of units. Of two units with one name write the one above too: "
            "bureau/office."
        ),
    )
    post = Column(
        gettext_lazy("Post"),
        also=gettext_lazy("title|position"),
        most=60,
        example=gettext_lazy("Deputy director"),
        advice=gettext_lazy("The title; of a collective post it may stay empty."),
    )
    role = Choice(
        gettext_lazy("Role"),
        options=roles,
        required=True,
        advice=gettext_lazy("It says which duty list the post has, and what its holder may see."),
    )
    position = PlaceNumber(
        gettext_lazy("Place in the order"),
        advice=gettext_lazy("Its place in the unit; empty: the last."),
    )
    first_on = Day(
        gettext_lazy("First day"),
        example="2026-01-01",
        advice=gettext_lazy(
            "Of a new post. Empty: the first of January, or its first appointment if that is "
            "earlier."
        ),
    )
    last_on = Day(
        gettext_lazy("Last day"),
        advice=gettext_lazy("Only to close the post after that day; who holds it leaves it."),
    )

    def begin(self, rows: Sequence[Row]) -> None:
        self.kinds = {kind.pk: kind for kind in RoleKind.objects.all()}
        self.seen: Counter[tuple] = Counter()
        known = self.book.known
        known.read_units()
        known.read_posts()
        self.by_number = {post.pk: post for posts in known.posts.values() for post in posts}

    def failed(self, row: Row) -> None:
        unit, title = getattr(row, "unit", None), getattr(row, "post", None)
        if unit and title:
            key = (plain(unit.rpartition("/")[2]), plain(title))
            self.book.known.wrong_posts.add(key)

    def carry_out(self, row: Row) -> Done:
        unit = self.book.known.unit(row.unit)
        kind = self.kinds[row.role]
        title = row.post or (kind.name if kind.collective else "")
        if not title:
            raise Refused(_("Write the title of the post."), field="post")
        post = self._post(row, unit, title)
        if post is None:
            post, done = self._open(row, unit, title), Done.MADE
        else:
            done = self._change(row, post, unit, title)
        closes = row.last_on + timedelta(days=1) if row.last_on else None
        if closes and post.closed_on != closes:
            _post, exempt = close_post(
                post_id=post.pk, last_on=row.last_on, by=self.by, now=self.now
            )
            post.closed_on = closes
            self.book.effects.closed_posts.append(f"{unit.name} · {post.title}")
            self.book.effects.exempt += exempt
            return Done.ENDED
        return done

    def _post(self, row: Row, unit: Unit, title: str) -> Post | None:
        """The post of a row: the n-th of its title in the unit for the n-th such row."""
        if row.post_number:
            if row.post_number.isdecimal() and (post := self.by_number.get(int(row.post_number))):
                self.seen[unit.pk, plain(title)] += 1
                return post
            raise Refused(_("No post has this number. Leave it empty."), field="post_number")
        named = plain(title)
        same = [post for post in self.book.known.posts[unit.pk] if plain(post.title) == named]
        standing = [post for post in same if post.stands_on(self.book.known.today)]
        key: tuple = (unit.pk, named)
        if row.last_on:
            closes = row.last_on + timedelta(days=1)
            ended = [post for post in same if post.closed_on == closes]
            key = (*key, closes) if ended else key  # done already: it takes no other's place
            same = ended or standing or same
        elif unit.closed_on is None:
            same = standing
        place = self.seen[key]
        self.seen[key] += 1
        return same[place] if place < len(same) else None

    def _open(self, row: Row, unit: Unit, title: str) -> Post:
        post = open_post(
            unit_id=unit.pk, role_kind_id=row.role, title=title, position=row.position,
            first_on=row.first_on or self.book.first_day(row.unit, title),
            by=self.by, now=self.now,
        )  # fmt: skip
        self.book.known.posts[unit.pk].append(post)
        self.book.effects.opened += 1
        return post

    def _change(self, row: Row, post: Post, unit: Unit, title: str) -> Done:
        if post.unit_id != unit.pk:
            raise Refused(_("A post stays in its unit. Close it and open another."), field="unit")
        if post.role_kind_id != row.role:
            raise Refused(
                _("The role of a post stays. Close the post and open another."), field="role"
            )
        position = post.position if row.position is None else row.position
        if (post.title, post.position) == (title, position) or post.closed_on:
            return Done.UNCHANGED
        rename_post(post_id=post.pk, title=title, position=position, by=self.by, now=self.now)
        post.title, post.position = title, position
        return Done.CHANGED

    def rows_now(self) -> Iterator[list]:
        known, roles = self.book.known, self.role.words()
        for unit in known.units.units.values():
            for post in known.posts[unit.pk]:
                if not post.stands_on(known.today):
                    continue
                ends = post.closed_on - timedelta(days=1) if post.closed_on else None
                yield [
                    str(post.pk), known.word_for_unit(unit.pk), post.title,
                    roles[post.role_kind_id], post.position, post.opened_on, ends,
                ]  # fmt: skip
