"""Posts by the words they are typed with: "unit · title", in a form and in a workbook alike."""

from collections.abc import Iterable
from difflib import get_close_matches

from django.utils.translation import gettext as _

from pages.clean import identifier
from pages.refused import Refused
from responsibility.organisation.posts.models import Post

NEAR = 0.4  # of difflib: from here on a name is worth proposing


def plain(text: str) -> str:
    """A name as it is compared: of one width, without blanks."""
    return identifier(text).replace(" ", "")


class PostNames:
    """The posts one may choose, each by its unit and title; "#2" is the second of one name."""

    def __init__(self, posts: Iterable[Post]):
        self.posts: dict[str, Post] = {}
        self.words: dict[int, str] = {}
        self._plain: dict[str, Post] = {}
        for post in posts:
            word = name = f"{post.unit.name} · {post.title}"
            count = 1
            while word in self.posts:
                count += 1
                word = f"{name}#{count}"
            self.posts[word], self.words[post.pk] = post, word
            self._plain[plain(word)] = post

    def find(self, typed: str, *, field: str = "") -> Post:
        """The post that is meant. Raises Refused at `field`, with what comes nearest."""
        if post := self._plain.get(plain(typed)):
            return post
        near = get_close_matches(typed, self.posts, n=1, cutoff=NEAR)
        if near:
            sentence = _("There is no such post. The nearest is %(post)s: write that.")
            raise Refused(sentence % {"post": near[0]}, field=field)
        raise Refused(_("There is no such post. Write unit and title with · between."), field=field)

    def word_for(self, post_id: int | None) -> str:
        """How `find` finds it; "" for none, or for one that may not be chosen any more."""
        return self.words.get(post_id, "") if post_id else ""
