"""A letter as an official paper: the sheet on its page and in print, and the .docx."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pages.days import day_of
from pages.templatetags.look import day
from responsibility.organisation.units.versions import names_on
from supervision.letters.models import Letter
from supervision.letters.replies import LetterMeasure, LetterReply
from supervision.letters.states import Purpose, State
from supervision.papers.paper import Line, Paper


def paper_of(letter: Letter, *, with_reply: bool = False) -> Paper:
    """The paper of a row with its relations; units are called as on the day it was served."""
    on = day_of(letter.served_at or letter.made_at)
    units = (letter.unit, letter.made_in.unit, letter.proposed_in.unit)
    names = names_on({(unit.pk, on) for unit in units})
    to, sender, proposer = (names.get((unit.pk, on), unit.name) for unit in units)
    return Paper(
        organ=sender,
        mark=_("Internal, keep it safe"),
        title=letter.full_title,
        number=letter.document_number or _("(no number yet)"),
        addressee=_addressee(letter, to),
        text="\n".join(filter(None, [letter.text, letter.causes, _weighed(letter)])),
        points=letter.points,
        ask=_ask(letter),
        sender=sender,
        on=on,
        seal=True,
        copies=_copies(letter, proposer),
        replies=_replies(letter) if with_reply else [],
        measures=_measures(letter) if with_reply else [],
        note=_("Withdrawn: nothing is owed of it.") if letter.state == State.WITHDRAWN else "",
    )


def _addressee(letter: Letter, unit: str) -> str:
    if letter.kind.personal:
        return _("%(unit)s (%(post)s):") % {"unit": unit, "post": letter.post.title}
    return _("%(unit)s:") % {"unit": unit}


def _weighed(letter: Letter) -> str:
    """What was weighed, in one paragraph."""
    pattern = _("%(name)s: %(text)s")
    return "\n".join(pattern % {"name": name, "text": text} for name, text in letter.weighing)


def _ask(letter: Letter) -> str:
    due_on = letter.reply_by
    if letter.served_at:
        first = letter.duties.filter(purpose=Purpose.REPLY).order_by("pk").first()
        due_on = first.due_on if first else due_on
    if due_on is None:
        return _("Reply in writing within the time limit, with measures, persons and days.")
    words = _("Reply in writing by %(day)s, with measures, the persons responsible and the days.")
    return words % {"day": day(due_on)}


def _copies(letter: Letter, proposer: str) -> str:
    to = [proposer] if letter.proposer_is_another else []
    to += [_("the principal officer of the unit")] if letter.copied else []
    return _("Copies: %(to)s") % {"to": pgettext("between items", ", ").join(to)} if to else ""


def _replies(letter: Letter) -> list[str]:
    rows = LetterReply.objects.filter(letter=letter).order_by("pk")
    return [text for row in rows for text in (row.text, row.own_view) if text]


def _measures(letter: Letter) -> list[Line]:
    rows = LetterMeasure.objects.filter(letter=letter, dropped_at=None).order_by("due_on", "pk")
    return [Line(row.text, row.person, row.due_on) for row in rows]
