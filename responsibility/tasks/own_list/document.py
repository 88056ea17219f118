"""The list of a post as an official document (.docx)."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pages.days import day_of
from pages.documents.official import OfficialDocument
from pages.templatetags.look import word
from responsibility.lists.paper.document import number_of, ordinal
from responsibility.tasks.own_list.own_list import Duty, OwnList

SHARES = [13, 40, 15, 18, 22]  # of the width, for the columns of duties
NONE = "\u2014"


def own_list_document(own: OwnList, *, by: str, now: datetime) -> bytes:
    """The document of `own`, written for the person called `by`."""
    document = OfficialDocument(title_of(own), now=now)
    document.facts(facts_of(own))
    groups = [(str(category), duties) for category, duties in own.duties]
    if own.given:
        groups.append((_("Given by dispatch"), own.given))
    for number, (name, duties) in enumerate(groups, 1):
        document.heading(f"{ordinal(number)}{name}")
        document.table(_heads(), [_row(duty) for duty in duties], widths=SHARES)
    if not groups:
        document.paragraph(_("Nothing is owed this year so far."))
    document.note(_("Written for %(name)s.") % {"name": by})
    document.signed(on=day_of(now))
    return document.content()


def title_of(own: OwnList) -> str:
    return _("Duties of the post in %(year)d") % {"year": own.year}


def facts_of(own: OwnList) -> list[tuple[str, str]]:
    """What stands above the items, on paper as in the document."""
    facts = [
        (_("Unit and post"), f"{own.post.unit.name} · {own.post.title}"),
        (_("In the post"), own.holder or NONE),
    ]
    if own.in_force:
        facts.append((_("List"), number_of(own.in_force)))
    done = _("%(done)s of %(total)s") % {"done": own.fulfilled, "total": own.total}
    facts.append((_("Tasks done"), done))
    if own.kinds:
        facts.append((_("Records by kind"), kinds_of(own)))
    return facts


def kinds_of(own: OwnList) -> str:
    """The numbers of its records in words."""
    return " · ".join(f"{kind.label} {count}" for kind, count in own.kinds)


def lamps_of(duty: Duty) -> str:
    """The lamps of its tasks in words."""
    return pgettext("between things in a list", ", ").join(
        f"{word(lamp)} {count}" for lamp, count in duty.lamps
    )


def _heads() -> list[str]:
    return [
        _("Number"), _("Item"), _("How often"), pgettext("facts of a task", "Due"), _("Done"),
    ]  # fmt: skip


def _row(duty: Duty) -> list[str]:
    asks, due = (duty.item.asks_words, duty.item.due_words) if duty.item else (NONE, NONE)
    done = f"{duty.done}/{duty.required}"
    return [duty.code, str(duty), asks, due, f"{done}\n{lamps_of(duty)}"]
