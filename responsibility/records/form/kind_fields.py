"""What the form asks of each kind of record, and in which words: only what the kind needs."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from responsibility.lists.record_kind import RecordKind
from responsibility.records.form.forms import RecordForm

MEETING, TALK, STUDY = RecordKind.MEETING, RecordKind.TALK, RecordKind.STUDY
VISIT, DOCUMENT, RECORD = RecordKind.VISIT, RecordKind.DOCUMENT, RecordKind.RECORD
NONE = "none"  # in the page: no kind is chosen yet


@dataclass(frozen=True)
class Label:
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
        Label([DOCUMENT], _("Date of the document")),
        Label([MEETING, TALK, STUDY, VISIT, RECORD], _("Day it was done")),
    ],
    "participants": [
        Label([TALK], _("Talked with")),
        Label([MEETING], _("Who attended")),
        Label([RECORD], _("Who else took part"), optional=True),
    ],
    "place": [
        Label([VISIT], _("Unit or place visited")),
        Label([MEETING, TALK, RECORD], _("Place"), optional=True),
    ],
    "present": [Label([STUDY], _("Number present"))],
    "document_number": [Label([DOCUMENT], _("Document number"), optional=True)],
    "text": [
        Label([MEETING], _("What was decided")),
        Label([TALK], _("What was pointed out and asked for")),
        Label([STUDY], _("What was studied")),
        Label([VISIT], _("What was found")),
        Label([DOCUMENT], _("Title of the document")),
        Label([RECORD], _("What was done")),
    ],
}


@dataclass(frozen=True)
class KindField:
    """A `field` of the form as the page draws it: its `labels`, each with whether it is the one to
    be shown now, and whether the field itself is."""

    field: BoundField
    labels: Sequence[tuple[Label, bool]]
    shown: bool

    @property
    def shown_for(self) -> str:
        return " ".join(label.shown_for for label, _now in self.labels)


def label_for(name: str, kind: str) -> Promise:
    """How the field `name` is called in a record of `kind`."""
    fitting = (label for label in FIELDS[name] if kind in label.kinds)
    return next(fitting, FIELDS[name][-1]).text


def kind_fields(form: RecordForm, *, kind: str) -> dict[str, KindField]:
    """By name, all that some kind asks; a kind that is none of those chosen from asks as none."""
    kind = kind if kind in RecordKind.to_choose() else RECORD
    return {name: _field(form, name, labels, kind) for name, labels in FIELDS.items()}


def _field(form: RecordForm, name: str, labels: Sequence[Label], kind: str) -> KindField:
    field = form[name]
    marked = [(label, kind in label.kinds) for label in labels]
    of_kind = any(now for _label, now in marked)
    if not of_kind:
        marked[-1] = (marked[-1][0], True)  # it needs a name
    return KindField(field, marked, of_kind or bool(field.value()) or bool(field.errors))
