"""What an act ended and began, told by comparing the entries of its people before and after."""

from collections.abc import Collection

from django.db.backends.postgresql.psycopg_any import DateRange

from responsibility.organisation.periods import last_day
from responsibility.organisation.posts.models import Appointment, Membership
from responsibility.tasks.transfers.models import Transfer, TransferStep

Entries = dict[tuple[str, int], DateRange]


def entries_of(people: Collection[int]) -> Entries:
    """The periods of all appointments and memberships of `people` that are not taken back."""
    entries: Entries = {}
    for name, model in (("appointment", Appointment), ("membership", Membership)):
        rows = model.objects.kept().filter(user__in=people)
        entries |= {(name, pk): period for pk, period in rows.values_list("pk", "period")}
    return entries


def steps_since(
    before: Entries, people: Collection[int], *, transfer: Transfer
) -> list[TransferStep]:
    """What of `people` is new, or ends otherwise than it did `before`; appointments first."""
    steps = []
    for (name, pk), period in sorted(entries_of(people).items()):
        was = before.get((name, pk))
        if was == period:
            continue
        row = {f"{name}_id": pk, "began": was is None}
        steps.append(
            TransferStep(transfer=transfer, was_last_on=last_day(was) if was else None, **row)
        )
    return steps
