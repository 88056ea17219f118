"""What a record of each kind needs to say."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from responsibility.lists.record_kind import RecordKind
from responsibility.records.lodging.entry import Entry

TEXT = {
    RecordKind.MEETING: gettext_lazy("Write what was decided."),
    RecordKind.TALK: gettext_lazy("Write what was pointed out and asked for."),
    RecordKind.STUDY: gettext_lazy("Write what was studied."),
    RecordKind.VISIT: gettext_lazy("Write what was found."),
    RecordKind.DOCUMENT: gettext_lazy("Write the title of the document."),
    RecordKind.RECORD: gettext_lazy("Write what was done."),
}
# Where no counterpart is chosen they are written: in which field.
WHOM = {
    RecordKind.MEETING: ("participants", gettext_lazy("Say who attended.")),
    RecordKind.TALK: ("participants", gettext_lazy("Say with whom the talk was.")),
    RecordKind.VISIT: ("place", gettext_lazy("Say which unit or place was visited.")),
}


def lacking(entry: Entry) -> Iterator[tuple[str, str]]:
    """What is missing of a record that is no zero report, by field."""
    kind = RecordKind(entry.kind) if entry.kind in RecordKind.values else RecordKind.RECORD
    if not entry.text:
        yield "text", str(TEXT[kind])
    if kind in WHOM and not entry.counterparts:
        field, words = WHOM[kind]
        if not getattr(entry, field):
            yield field, str(words)
    if kind == RecordKind.STUDY and entry.present is None:
        yield "present", _("Say how many were present.")
