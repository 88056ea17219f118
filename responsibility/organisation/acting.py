"""In which of several posts a person looks at the own duties.

A view is narrowed by it, never a right: rights are those of all posts together (architecture 7).
"""

from collections.abc import MutableMapping, Sequence

from responsibility.organisation.posts.models import Post
from responsibility.organisation.standing import Standing

KEPT_AS = "acting_post"  # in the session


def posts_to_choose(posts: Sequence[Post]) -> list[Post]:
    """`posts` where there is a choice, else none."""
    return list(posts) if len(posts) > 1 else []


def choose_post(session: MutableMapping, *, post_id: int | None, standing: Standing) -> None:
    """Narrow what follows to the post, or to none in particular (None).

    A post that is not the person's own, nor clerked for, is as if none was named.
    """
    session.pop(KEPT_AS, None)
    if post_id in standing.desk_posts | standing.log_posts:
        session[KEPT_AS] = post_id


def narrowed_to(session: MutableMapping, *, standing: Standing) -> int | None:
    """The id of the post chosen, as long as it is one of several of the person's."""
    posts = standing.desk_posts | standing.log_posts
    post_id = session.get(KEPT_AS)
    return post_id if post_id in posts and len(posts) > 1 else None


def chosen_post(session: MutableMapping, posts: Sequence[Post]) -> Post | None:
    """The post chosen among `posts`, those there are to choose from."""
    post_id = session.get(KEPT_AS)
    return next((post for post in posts if post.pk == post_id), None)
