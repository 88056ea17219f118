"""The drafts of a person, one for each form begun, kept on the server (M000-08)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
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
OF_THE_PAGE = {"csrfmiddlewaretoken", "nonce", "version", "page"}
MOST_CHARACTERS = 20_000
MOST_DRAFTS = 20  # of one person


class Newer(Refused):
    """The draft was saved since by another page: `draft` is what it says now."""

    def __init__(self, draft: Draft):
        super().__init__(_("This draft was changed elsewhere while this page was open."))
        self.draft = draft


@transaction.atomic
def keep_draft(
    *,
    user,
    nonce: UUID,
    fields: Mapping[str, Sequence[str]],
    now: datetime,
    version: int | None = None,
    page: UUID | None = None,
) -> Draft | None:
    """Keep the raw values by name of the form `nonce`, in the place of what was kept of it before.

    `version` is the one that they were typed upon, `page` the open page that sends them; without a
    version they take the place of any. None where that form has been lodged: what its page still
    sends while it is left is no draft.

    Raises:
        Newer: another page saved something else since that version.
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
    said = {"fields": kept, "saved_at": now, "page": page}
    draft, made = Draft.objects.select_for_update().get_or_create(
        user=user, nonce=nonce, defaults=said
    )
    if made:
        return draft
    if is_newer(draft, version=version, page=page) and draft.fields != kept:
        raise Newer(draft)
    draft.fields, draft.saved_at, draft.page = kept, now, page
    draft.version += 1
    draft.save()
    return draft


def saved_or_newer(**said) -> tuple[Draft | None, Draft | None]:
    """What `keep_draft` made of `said`; in its place the draft that another page saved since."""
    try:
        return keep_draft(**said), None
    except Newer as newer:
        return None, newer.draft


def is_newer(draft: Draft, *, version: int | None, page: UUID | None) -> bool:
    """Whether it was saved since `version` by another page than `page`."""
    known = version is None or draft.version == version
    return not known and (page is None or draft.page != page)


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
    return title or Truncator(draft.text).chars(30) or _("no duty chosen yet")
