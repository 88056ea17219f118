"""The drafts of a person, one for each form begun, kept on the server (M000-08)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from pages.line import Line
from pages.numbers import number
from pages.refused import Refused
from pages.templatetags.look import instant
from responsibility.records.form.drafts import Draft
from responsibility.records.models import DutyRecord
from responsibility.tasks.models import Task

# Not kept: what belongs to the page and not to the record.
OF_THE_PAGE = {"csrfmiddlewaretoken", "nonce"}
MOST_CHARACTERS = 20_000
MOST_DRAFTS = 20  # of one person


def keep_draft(
    *, user, nonce: UUID, fields: Mapping[str, Sequence[str]], now: datetime
) -> Draft | None:
    """Keep the raw values by name of the form `nonce`, in the place of what was kept of it before.

    None where that form has been lodged: what its page still sends while it is left is no draft.

    Raises:
        Refused: more than `MOST_CHARACTERS` in all, or one draft more than `MOST_DRAFTS`.
    """
    kept = {name: list(values) for name, values in fields.items() if name not in OF_THE_PAGE}
    if sum(len(value) for values in kept.values() for value in values) > MOST_CHARACTERS:
        raise Refused(_("The draft is too long and was not saved."))
    if DutyRecord.objects.filter(lodged_by=user, nonce=nonce).exists():
        return None
    others = Draft.objects.filter(user=user).exclude(nonce=nonce)
    if others.count() >= MOST_DRAFTS:
        raise Refused(
            _("Not saved: you have %(most)d drafts already. Lodge or discard one of them.")
            % {"most": MOST_DRAFTS}
        )
    draft, _made = Draft.objects.update_or_create(
        user=user, nonce=nonce, defaults={"fields": kept, "saved_at": now}
    )
    return draft


def drafts_of(user) -> QuerySet[Draft]:
    """What the person has typed and not yet lodged, the newest first."""
    return Draft.objects.filter(user=user).order_by("-saved_at", "-pk")


def drop_draft(user, *, nonce: UUID) -> None:
    """Forget what was kept of the form `nonce`."""
    Draft.objects.filter(user=user, nonce=nonce).delete()


def draft_lines(drafts: Sequence[Draft], *, user, now: datetime) -> list[Line]:
    """A line for each of `drafts`, named by its first duty, else by how its text begins; one
    query."""
    ids = {number(draft.tasks[0]) for draft in drafts if draft.tasks} - {None}
    tasks = Task.objects.visible_to(user, at=now).filter(pk__in=ids) if ids else []
    titles = {str(task.pk): task.title for task in tasks} if ids else {}
    return [
        Line(
            icon="notes",
            text=_named(draft) % {"name": _name(draft, titles)},
            address=draft.get_absolute_url(),
            detail=instant(draft.saved_at, now),
        )
        for draft in drafts
    ]


def drafts_on_desk(*, user, now: datetime) -> list[Line]:
    """The lines on the desk of who has begun records."""
    return draft_lines(list(drafts_of(user)), user=user, now=now)


def _named(draft: Draft) -> str:
    return _("Draft of a correction: %(name)s") if draft.record_id else _("Draft: %(name)s")


def _name(draft: Draft, titles: Mapping[str, str]) -> str:
    title = titles.get(draft.tasks[0], "") if draft.tasks else ""
    written = "".join(draft.fields.get("text", []))
    return title or Truncator(written).chars(30) or _("no duty chosen yet")
