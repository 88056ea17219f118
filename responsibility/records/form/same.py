"""Whether a form that comes a second time says what the first one lodged."""

from responsibility.files.models import StoredFile
from responsibility.records.form.forms import RecordForm
from responsibility.records.models import DutyRecord
from responsibility.records.together.ticks import own_names, ticked_of

WORDS = ("place", "participants", "document_number", "text")


def says_the_same(form: RecordForm, record: DutyRecord) -> bool:
    """Whether the cleaned `form` says all that `record` says: day, kind, words, duties, people
    and files. Without JavaScript a second tap sends its files anew; they are the same by content.
    """
    said = form.cleaned_data
    return (
        all(said[name].strip() == getattr(record, name) for name in WORDS)
        and all(said[name] == getattr(record, name) for name in ("happened_on", "kind", "present"))
        and set(ticked_of(record)) <= set(said["tasks"]) <= set(_credited(record))
        and set(said["counterparts"]) - own_names(record) == _counterparts(record)
        and _contents(said["files"]) == _contents(_files(record))
    )


def _credited(record: DutyRecord) -> list[int]:
    return list(record.credits.values_list("task", flat=True))


def _counterparts(record: DutyRecord) -> set[tuple[str, int]]:
    named = record.counterparts.values_list("post", "unit")
    all_named = {("post", post) if post else ("unit", unit) for post, unit in named}
    return all_named - own_names(record)


def _files(record: DutyRecord) -> list:
    return list(record.evidence.values_list("stored_file", flat=True))


def _contents(file_ids) -> set[str]:
    """Hashes of what was received; a file that is gone stands for itself."""
    known = dict(StoredFile.objects.filter(pk__in=file_ids).values_list("pk", "received_sha256"))
    return {known.get(file_id, str(file_id)) for file_id in file_ids}
