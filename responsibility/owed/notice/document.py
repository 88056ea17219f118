"""The proof of notice as an official document (.docx), with what the page shows."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from alerts.proof.notice import Notice, Proof
from pages.days import day_of
from pages.documents.official import OfficialDocument
from pages.templatetags.look import day_week, instant, word

SHARES = [18, 10, 11, 19, 28, 14]  # of the width, for the columns of notices
NONE = "\u2014"


def proof_document(proof: Proof, *, by: str, now: datetime) -> bytes:
    """The document of `proof`, written for the person called `by`."""
    document = OfficialDocument(_("Proof of notice"), now=now)
    document.facts(list(_facts(proof)))
    document.heading(_("Notices"))
    if proof.notices:
        document.table(_heads(), [_row(notice) for notice in proof.notices], widths=SHARES)
    else:
        document.paragraph(_("No reminder was owed for it yet."))
    document.heading(_("Turns of the lamp"))
    turns = [[_at(t.took_effect_at), word(t.to_lamp), str(t.cause)] for t in proof.turns]
    document.table([_("Took effect"), _("Lamp"), _("Cause")], turns, widths=[3, 2, 9])
    document.note(_("As of %(at)s, written for %(name)s.") % {"at": _at(now), "name": by})
    document.note(
        _("Numbers are masked. “Delivered” is what the provider reported; “first seen” is when the "
          "message was opened on the platform.")
    )  # fmt: skip
    document.signed(on=day_of(now))
    return document.content()


def _at(value: datetime) -> str:
    return instant(value)


def _facts(proof: Proof) -> Iterator[tuple[str, str]]:
    owed: Any = proof.deadline
    yield str(owed.kind_name), owed.title
    yield _("Unit and post"), f"{owed.unit.name} · {owed.post.title}"
    yield _("In the post"), owed.whose
    yield pgettext("facts of a task", "Due"), day_week(owed.due_on)
    yield _("Lamp"), word(owed.lamp_now)
    if proof.told_at is None:
        told = _("nobody yet, as far as delivered texts, read messages and calls show")
    elif proof.in_time:
        told = _at(proof.told_at)
    else:
        told = f"{_at(proof.told_at)} · {_('only after the lamp was to turn red')}"
    yield _("First told"), told


def _heads() -> list[str]:
    return [
        _("Owed since"), _("Kind"), _("Person"), _("Inbox"), _("By text"), _("By telephone"),
    ]  # fmt: skip


def _row(notice: Notice) -> list[str]:
    return [
        _at(notice.owed_at),
        notice.stage,
        notice.who,
        "\n".join(_inbox(notice)),
        "\n".join(_texts(notice)) or NONE,
        "\n".join(f"{_at(call.at)} {call.who} {call.note}" for call in notice.calls) or NONE,
    ]


def _inbox(notice: Notice) -> Iterator[str]:
    if not notice.shown_at:
        yield NONE
        return
    yield _at(notice.shown_at)
    if notice.read_at:
        yield _("first seen %(at)s") % {"at": _at(notice.read_at)}
    else:
        yield _("not seen yet")


def _texts(notice: Notice) -> Iterator[str]:
    for way in notice.ways:
        yield f"{way.channel} {way.to or NONE} · {way.reference}"
        if way.delivered_at:
            yield f"{way.state} {_at(way.delivered_at)}"
        else:
            yield " · ".join([str(way.state), *([str(way.reason.text)] if way.reason else [])])
    if notice.none:
        yield str(notice.none.text)
