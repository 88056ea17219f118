"""Whether a form that comes a second time says what the first one lodged."""

from responsibility.files.models import StoredFile
from responsibility.records.form.forms import RecordForm
from responsibility.records.models import DutyRecord

WORDS = ("place", "participants", "document_number", "text")


def says_the_same(form: RecordForm, record: DutyRecord) -> bool:
    """Whether the cleaned `form` says all that `record` says: day, kind, words, duties, people
    and files. Without JavaScript a second tap sends its files anew; they are the same by content.
    """
    said = form.cleaned_data
    return (
        all(said[name].strip() == getattr(record, name) for name in WORDS)
        and all(said[name] == getattr(record, name) for name in ("happened_on", "kind", "present"))
        and set(said["tasks"]) == set(record.credits.values_list("task", flat=True))
        and set(said["counterparts"]) == _counterparts(record)
        and _contents(said["files"]) == _contents(_files(record))
    )


def _counterparts(record: DutyRecord) -> set[tuple[str, int]]:
    named = record.counterparts.values_list("post", "unit")
    return {("post", post) if post else ("unit", unit) for post, unit in named}


def _files(record: DutyRecord) -> list:
    return list(record.evidence.values_list("stored_file", flat=True))


def _contents(file_ids) -> set[str]:
    """Hashes of what was received; a file that is gone stands for itself."""
    known = dict(StoredFile.objects.filter(pk__in=file_ids).values_list("pk", "received_sha256"))
    return {known.get(file_id, str(file_id)) for file_id in file_ids}
