"""What the rows of the workbook name: units, posts and people of the county, as they are by now."""

from collections import defaultdict
from datetime import datetime

from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.clean import identifier
from pages.days import day_of
from pages.refused import Refused
from pages.rows_in.sheet import HangsOnWrong
from responsibility.organisation.people.models import User
from responsibility.organisation.posts.models import Post
from responsibility.organisation.units.models import Unit
from responsibility.tasks.people_in.names import UnitNames, plain, posts_named, word_for_post

MOST_NAMED = 3


def refuse_closed(person: User) -> None:
    """Raise Refused where the account is closed: nobody takes up anything with it."""
    if not person.is_active:
        sentence = _("The account of %(person)s is closed.") % {"person": person.name}
        raise Refused(sentence, field="person")


class Known:
    """The county of the office with all its units and posts, closed ones too, and its people.

    What a wrong row was to make is noted, so that rows which hang on it are not called wrong too.
    """

    def __init__(self, *, by: Actor, now: datetime, county: Unit):
        self.by, self.now, self.county = by, now, county
        self.today = day_of(now)
        self.people: dict[str, User] = {}
        self.named: dict[str, list[User]] = defaultdict(list)
        for person in User.objects.visible_to(by.user, at=now).order_by("pk"):
            self.add_person(person)
        self.wrong_units: set[str] = set()
        self.wrong_posts: set[tuple[str, str]] = set()
        self.wrong_people: set[str] = set()
        self.read_units()
        self.read_posts()

    def read_units(self) -> None:
        """Read the units anew, with their names and places."""
        units = Unit.objects.managed_by(self.by.user, at=self.now).of_county(self.county.pk)
        self.units = UnitNames(units.select_related("parent").in_order())

    def read_posts(self) -> None:
        """Read the posts anew, those of a unit in their order."""
        self.posts: dict[int, list[Post]] = defaultdict(list)
        posts = Post.objects.managed_by(self.by.user, at=self.now).select_related("role_kind")
        for post in posts.select_related("unit").order_by("position", "pk"):
            self.posts[post.unit_id].append(post)

    def add_person(self, person: User) -> None:
        """Know one more person, or one under another name."""
        self.people[person.staff_number.upper()] = person
        self.named[person.name] = [
            *(one for one in self.named[person.name] if one.pk != person.pk), person
        ]  # fmt: skip

    def unit(self, typed: str, *, field: str = "unit") -> Unit:
        """The unit that is meant. Raises Refused, or HangsOnWrong where its own row is wrong."""
        name = plain(typed.rpartition("/")[2])
        if name in self.wrong_units and name not in self.units.named:
            raise HangsOnWrong("")
        try:
            return self.units.find(typed)
        except Refused as refused:
            raise Refused(str(refused), field=field) from None

    def one_post(self, unit: Unit, title: str) -> Post:
        """The post that is meant. Raises Refused: none, or several; or HangsOnWrong."""
        posts = self.posts[unit.pk]
        self.refuse_wrong_post(unit, title)
        named = posts_named(unit, posts, title, on=self.today)
        if len(named) > 1:
            words = [word_for_post(post, posts, on=self.today) for post in named[:MOST_NAMED]]
            raise Refused(
                _("The unit has several posts of this title. Write one of: %(titles)s.")
                % {"titles": ", ".join(words)},
                field="post",
            )
        return named[0]

    def refuse_wrong_post(self, unit: Unit, title: str) -> None:
        """Raise HangsOnWrong where the post's own row is wrong."""
        named = {plain(post.title) for post in self.posts[unit.pk]}
        key = (plain(unit.name), plain(title.partition("#")[0]))
        if key in self.wrong_posts and key[1] not in named:
            raise HangsOnWrong("")

    def person(self, typed: str, name: str | None) -> User:
        """The person of a staff number, or of a name that only one has; `name` has to agree.

        Raises Refused, or HangsOnWrong.
        """
        found = self.people.get(identifier(typed).upper())
        if found is None:
            found = self._of_name(typed)
        if name and plain(name) != plain(found.name):
            raise Refused(
                _("This is the number of %(person)s. Write the number of the person named here.")
                % {"person": found.name},
                field="person",
            )
        return found

    def _of_name(self, typed: str) -> User:
        people = [one for one in self.named.get(typed, []) if one.is_active]
        if len(people) == 1:
            return people[0]
        if typed in self.wrong_people:
            raise HangsOnWrong("")
        if not people:
            raise Refused(
                _("Nobody has this staff number or name. Enter the person on the sheet of people."),
                field="person",
            )
        numbers = ", ".join(one.staff_number for one in people[:MOST_NAMED])
        raise Refused(
            _("%(count)d people have this name. Write the staff number: %(numbers)s.")
            % {"count": len(people), "numbers": numbers},
            field="person",
        )

    def word_for_post(self, post: Post) -> str:
        """How a row names a post."""
        return word_for_post(post, self.posts[post.unit_id], on=self.today)

    def word_for_unit(self, unit_id: int) -> str:
        """How a row names a unit."""
        return self.units.word_for(self.units.units[unit_id])
