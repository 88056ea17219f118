"""Of which kind the records of the play are, and what they say: by what their items state."""

from datetime import date

from demonstration.names import NAMES
from demonstration.script import Lodging
from responsibility.lists.models import DutyItem
from responsibility.lists.record_kind import RecordKind


def kinds_of_items() -> dict[int, str]:
    """By item."""
    return {item.pk: item.record_kind for item in DutyItem.objects.prefetch_related("evidence")}


def values_of(lodging: Lodging, kinds: dict[int, str]) -> dict:
    """The fields of the record of `lodging` that hang on its kind."""
    text = lodging.tasks[0].item.text
    place = NAMES["places"][lodging.place]
    if lodging.zero:
        return {"kind": RecordKind.ZERO_REPORT, "place": place, "text": NAMES["zero"]}
    stated = (kinds.get(task.item_id or 0, "") for task in lodging.tasks)
    kind = RecordKind(next(filter(None, stated), RecordKind.RECORD))
    frames = NAMES["deeds"].get(kind.value, NAMES["records"])
    values = {"kind": kind, "place": place, "text": frames[lodging.frame % len(frames)]}
    values["text"] = values["text"].format(text=text)
    return values | _besides(kind, lodging)


def _besides(kind: RecordKind, lodging: Lodging) -> dict:
    """What else a record of the kind needs."""
    match kind:
        case RecordKind.MEETING:
            return {"participants": NAMES["attended"][lodging.frame % len(NAMES["attended"])]}
        case RecordKind.TALK if not (lodging.posts or lodging.units):
            return {"participants": NAMES["talked_with"][lodging.frame % len(NAMES["talked_with"])]}
        case RecordKind.STUDY:
            return {"present": 9 + 7 * lodging.frame + lodging.place, "place": ""}
        case RecordKind.VISIT:
            return {"place": NAMES["visited"][lodging.place % len(NAMES["visited"])]}
        case RecordKind.DOCUMENT:
            return {"document_number": _number(lodging.happened_on, lodging.frame), "place": ""}
    return {}


def _number(day: date, frame: int) -> str:
    return NAMES["document_number"].format(year=day.year, number=day.month * 3 + frame)
