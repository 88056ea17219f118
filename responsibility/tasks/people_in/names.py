"""Finding a unit and a post by the words of a file; who finds none says what comes nearest."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from difflib import get_close_matches

from django.utils.translation import gettext as _

from pages.clean import identifier
from pages.refused import Refused
from responsibility.organisation.posts.models import Post
from responsibility.organisation.units.models import Unit

NEAR = 0.5  # of difflib: from here on a name is worth proposing
MOST_NAMED = 8


def plain(text: str) -> str:
    """A name as it is compared: of one width, without blanks."""
    return identifier(text).replace(" ", "")


class UnitNames:
    """The units of a county by name; "bureau/office" tells units of one name apart. A closed one is
    found where none that stands has the name."""

    def __init__(self, units: Iterable[Unit]):
        self.units: dict[int, Unit] = {}
        self.named: dict[str, list[Unit]] = defaultdict(list)
        for unit in units:
            self.add(unit)

    def add(self, unit: Unit) -> None:
        """Know one more unit."""
        self.units[unit.pk] = unit
        self.named[plain(unit.name)].append(unit)

    def find(self, typed: str) -> Unit:
        """The unit that is meant. Raises Refused: none, or several."""
        *above, name = [plain(part) for part in identifier(typed).split("/")]
        units = [unit for unit in self.named.get(name, []) if self._stands_under(unit, above)]
        units = [unit for unit in units if unit.closed_on is None] or units
        if not units:
            raise Refused(self._none(name), field="unit")
        if len(units) > 1:
            raise Refused(
                _("Several units have this name. Write %(first)s or %(second)s.")
                % {"first": self.full_name(units[0]), "second": self.full_name(units[1])},
                field="unit",
            )
        return units[0]

    def choices(self) -> list[str]:
        """Every unit as `find` knows it."""
        return [self.word_for(unit) for unit in self.units.values()]

    def word_for(self, unit: Unit) -> str:
        """The name, with that of the unit above where others have the same."""
        return unit.name if len(self.named[plain(unit.name)]) == 1 else self.full_name(unit)

    def full_name(self, unit: Unit) -> str:
        """The name with that of the unit above."""
        above = self.units.get(unit.parent_id)
        return f"{above.name}/{unit.name}" if above else unit.name

    def _stands_under(self, unit: Unit, above: list[str]) -> bool:
        ids = [int(part) for part in unit.path.strip("/").split("/")[:-1]]
        names = {plain(self.units[pk].name) for pk in ids if pk in self.units}
        return set(above) <= names

    def _none(self, name: str) -> str:
        near = get_close_matches(name, self.named, n=1, cutoff=NEAR)
        if near:
            unit = self.named[near[0]][0]
            return _("There is no such unit. The nearest is %(unit)s: write that.") % {
                "unit": unit.name
            }
        return _("There is no such unit. Write its name as in the list of units, or found it.")


def posts_named(unit: Unit, posts: Sequence[Post], title: str, *, on: date) -> list[Post]:
    """Those of the unit's `posts` with that title, in order: those that stand `on` that day, else
    those that stood. "Deputy#2" is the second of those that ever had the title.

    Raises Refused: there is none.
    """
    word, mark, ordinal = identifier(title).rpartition("#")
    if mark and ordinal.isdecimal():
        named = _of_title(posts, word)[int(ordinal) - 1 : int(ordinal)] if int(ordinal) else []
    else:
        named = _of_title(posts, title)
        named = [post for post in named if post.stands_on(on)] or named
    if named:
        return named
    titles = list(dict.fromkeys(post.title for post in posts if post.stands_on(on)))[:MOST_NAMED]
    if titles:
        sentence = _("%(unit)s has no post of this title. It has: %(titles)s.")
    else:
        sentence = _("%(unit)s has no posts yet. Open the post first.")
    raise Refused(sentence % {"unit": unit, "titles": ", ".join(titles)}, field="post")


def word_for_post(post: Post, posts: Sequence[Post], *, on: date) -> str:
    """How `posts_named` finds `post` alone among the `posts` of its unit."""
    same = _of_title(posts, post.title)
    if len([one for one in same if one.stands_on(on)]) <= 1:
        return post.title
    return f"{post.title}#{same.index(post) + 1}"


def _of_title(posts: Sequence[Post], title: str) -> list[Post]:
    return [post for post in posts if plain(post.title) == plain(title)]
