"""What a reorganisation ended and began, told by comparing the entries before and after."""

from collections.abc import Collection
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q

from responsibility.organisation.links.models import Charge, SupervisionLink
from responsibility.organisation.periods import last_day
from responsibility.organisation.posts.models import Appointment, Membership
from responsibility.tasks.mergers.models import Reorganisation, ReorganisedEntry

Entries = dict[tuple[str, int], DateRange]


def entries_of(units: Collection[int]) -> Entries:
    """The periods of all that hangs on `units` and their posts and is not taken back."""
    of_posts = Q(post__unit__in=units)
    about: list[tuple[str, Any, Q]] = [
        ("appointment", Appointment, of_posts),
        ("membership", Membership, of_posts),
        ("charge", Charge, of_posts | Q(unit__in=units)),
        ("link", SupervisionLink, Q(body__in=units) | Q(unit__in=units)),
    ]
    periods: Entries = {}
    for name, model, which in about:
        rows = model.objects.kept().filter(which).values_list("pk", "period")
        periods |= {(name, pk): period for pk, period in rows}
    return periods


def note_entries(before: Entries, units: Collection[int], *, made: Reorganisation) -> None:
    """Note what is new since, or ends otherwise than `before`. What was still to begin and is
    taken back comes back by hand alone."""
    rows = []
    for (name, pk), period in sorted(entries_of(units).items()):
        was = before.get((name, pk))
        if was == period:
            continue
        rows.append(
            ReorganisedEntry(
                reorganisation=made,
                began=was is None,
                was_last_on=last_day(was) if was else None,
                **{f"{name}_id": pk},
            )
        )
    ReorganisedEntry.objects.bulk_create(rows)
