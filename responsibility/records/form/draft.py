"""The one draft a person has, kept on the server (M000-08)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from pages.refused import Refused
from responsibility.records.form.drafts import Draft

# Not kept: what belongs to the page and not to the record.
OF_THE_PAGE = {"csrfmiddlewaretoken", "nonce"}
MOST_CHARACTERS = 20_000


def keep_draft(*, user, fields: Mapping[str, Sequence[str]], now: datetime) -> Draft:
    """Keep the form's raw values by name, in the place of what was kept before.

    Raises:
        Refused: more than `MOST_CHARACTERS` in all.
    """
    kept = {name: list(values) for name, values in fields.items() if name not in OF_THE_PAGE}
    if sum(len(value) for values in kept.values() for value in values) > MOST_CHARACTERS:
        raise Refused(_("The draft is too long and was not saved."))
    draft, _made = Draft.objects.update_or_create(
        user=user, defaults={"fields": kept, "saved_at": now}
    )
    return draft


def draft_of(user) -> Draft | None:
    """What the person has typed and not yet lodged."""
    return Draft.objects.filter(user=user).first()


def drop_draft(user, *, tasks: Collection[int] = ()) -> None:
    """Forget it; with `tasks`, ids of tasks, only if it is for one of them or for none."""
    draft = draft_of(user)
    if draft is None:
        return
    meant = set(draft.fields.get("tasks", []))
    if not tasks or not meant or meant & {str(pk) for pk in tasks}:
        draft.delete()
