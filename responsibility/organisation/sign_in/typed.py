"""What somebody signed out has typed and sent: carried through the door in the page, signed.

Nothing of it is stored: whoever is signed out writes no row (a session of nobody would keep texts
of anybody). It is shown to the person who was signed in on that browser last, and carried out when
that person says so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from django.core import signing

from pages.forms import AGAIN
from responsibility.organisation.devices.known import Browser

LASTS = 24 * 60 * 60  # seconds: a page left overnight, and the morning after
MOST_CHARACTERS = 200_000  # several times the longest form
SALT = "typed"
SHORT = 10  # characters of a day
UNSEEN = {"nonce"}  # no words of a person
OF_THE_PAGE = {"csrfmiddlewaretoken", "next", AGAIN}


@dataclass(frozen=True)
class Typed:
    """What was sent to `path` (with its query): the raw `fields` by name.

    `user_id` is the person who was signed in last on that browser, None where it knows nobody;
    `lost_files`: files were sent along, which a page cannot carry.
    """

    path: str
    fields: Mapping[str, Sequence[str]]
    user_id: int | None
    lost_files: bool = False

    @classmethod
    def of(cls, request) -> Self | None:
        """What `request` sent; None where it is more than a form holds.

        Passwords are not carried, nor what belongs to the page alone.
        """
        fields = {
            name: values
            for name, values in request.POST.lists()
            if name not in OF_THE_PAGE and "password" not in name
        }
        length = sum(len(name) + sum(map(len, values)) for name, values in fields.items())
        if length > MOST_CHARACTERS:
            return None
        last = Browser.of(request).last_person
        return cls(request.get_full_path(), fields, last, bool(request.FILES))

    def sealed(self) -> str:
        """As the hidden field `typed` of the door holds it."""
        return signing.dumps(vars(self), salt=SALT, compress=True)

    @classmethod
    def unsealed(cls, text: str) -> Self | None:
        """What `sealed` made, for a day; None for anything else."""
        try:
            return cls(**signing.loads(text, salt=SALT, max_age=LASTS))
        except signing.BadSignature:
            return None

    def is_by(self, user) -> bool:
        """Whether it may be shown to `user`: on a shared machine nobody sees another's words."""
        return self.user_id in (None, user.pk)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Each name with each of its values, in order."""
        return [(name, value) for name, values in self.fields.items() for value in values]

    @property
    def words(self) -> list[str]:
        """The texts among it, to be shown: what is longer than a number, a day or a choice."""
        return [value for name, value in self.pairs if len(value) > SHORT and name not in UNSEEN]
