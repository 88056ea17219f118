"""What the form asks of each kind of record, and in which words: only what the kind needs."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from responsibility.lists.record_kind import RecordKind
from responsibility.records.form.forms import RecordForm

MEETING, TALK, STUDY = RecordKind.MEETING, RecordKind.TALK, RecordKind.STUDY
VISIT, DOCUMENT, RECORD = RecordKind.VISIT, RecordKind.DOCUMENT, RecordKind.RECORD
NONE = "none"  # in the page: no kind is chosen yet


@dataclass(frozen=True)
class Words:
    """How a field is called for some `kinds`; for others it is not asked, and shown only while it
    holds something: what was typed is never dropped by another choice."""

    kinds: Sequence[RecordKind]
    text: Promise
    optional: bool = False

    @property
    def shown_for(self) -> str:
        """The kinds as the page has them; before one is chosen it asks as for none of them."""
        return " ".join([*self.kinds, *([NONE] if RECORD in self.kinds else [])])


FIELDS = {
    "happened_on": [
        Words([DOCUMENT], _("Date of the document")),
        Words([MEETING, TALK, STUDY, VISIT, RECORD], _("Day it was done")),
    ],
    "participants": [
        Words([TALK], _("Talked with")),
        Words([MEETING], _("Who attended")),
        Words([RECORD], _("Who else took part"), optional=True),
    ],
    "place": [
        Words([VISIT], _("Unit or place visited")),
        Words([MEETING, TALK, RECORD], _("Place"), optional=True),
    ],
    "present": [Words([STUDY], _("Number present"))],
    "document_number": [Words([DOCUMENT], _("Document number"), optional=True)],
    "text": [
        Words([MEETING], _("What was decided")),
        Words([TALK], _("What was pointed out and asked for")),
        Words([STUDY], _("What was studied")),
        Words([VISIT], _("What was found")),
        Words([DOCUMENT], _("Title of the document")),
        Words([RECORD], _("What was done")),
    ],
}


@dataclass(frozen=True)
class Asked:
    """A field of the form as the page draws it for `kind`: its bound `field`, and how it is called
    (`words`, each with whether it is the one for `kind`)."""

    field: object
    words: Sequence[tuple[Words, bool]]
    shown: bool

    @property
    def shown_for(self) -> str:
        return " ".join(words.shown_for for words, _now in self.words)


def words_for(name: str, kind: str) -> Promise:
    """How the field `name` is called in a record of `kind`."""
    fitting = (words for words in FIELDS[name] if kind in words.kinds)
    return next(fitting, FIELDS[name][-1]).text


def asked_of(form: RecordForm, *, kind: str) -> dict[str, Asked]:
    """By name, all that may be asked; a kind that is none of those chosen from asks as none."""
    kind = kind if kind in RecordKind.to_choose() else RECORD
    return {name: _asked(form, name, words, kind) for name, words in FIELDS.items()}


def _asked(form: RecordForm, name: str, all_words: Sequence[Words], kind: str) -> Asked:
    field = form[name]
    words = [(one, kind in one.kinds) for one in all_words]
    is_asked = any(now for _words, now in words)
    if not is_asked:
        words[-1] = (words[-1][0], True)  # it needs a name
    return Asked(field, words, is_asked or bool(field.value()) or bool(field.errors))
