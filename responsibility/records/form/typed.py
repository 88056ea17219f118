"""What was typed when the session had ended: kept until the same person has signed in again."""

from collections.abc import Mapping, Sequence
from typing import Any

from responsibility.records.form.draft import MOST_CHARACTERS, OF_THE_PAGE

KEY = "typed"


def keep_typed(session: Any, *, page: str, fields: Mapping[str, Sequence[str]]) -> None:
    """Keep the raw `fields` of the form of `page` in the session of nobody yet.

    More than a form holds is not kept.
    """
    kept = {name: list(values) for name, values in fields.items() if name not in OF_THE_PAGE}
    if sum(len(value) for values in kept.values() for value in values) <= MOST_CHARACTERS:
        session[KEY] = {"page": page, "fields": kept}


def take_typed(session: Any, *, page: str, user) -> dict[str, list[str]] | None:
    """What was typed on `page` by this person before signing in; it is given out once.

    The form says who typed (`who`): on a shared machine nobody is shown another's words.
    """
    kept = session.get(KEY)
    if kept is None or kept["page"] != page:
        return None
    del session[KEY]
    return kept["fields"] if kept["fields"].get("who") == [str(user.pk)] else None
