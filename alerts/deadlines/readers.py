"""The only readers of lamps, and the locks of who turns them (architecture 4)."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Case, Count, F, Q, Value, When

from alerts.lamps.rule import lamp_expression


class DeadlineQuerySet(models.QuerySet):
    """The readers of lamps (architecture 4): right even when no worker runs."""

    if TYPE_CHECKING:  # what each kind of deadline says for itself
        model: Any

        def visible_to(self, user, *, at: datetime) -> Self: ...

    def with_lamp(self, *, now: datetime) -> Self:
        """Rows with `lamp_now`, their lamp at the aware instant `now`.

        A stored lamp is fresh while `turns_at` is null or in the future; only an expired
        one is worked out, so filters on `lamp_now` stay cheap.
        """
        return self.annotate(
            lamp_now=Case(
                When(turns_at__lte=now, then=lamp_expression(now)),
                default=F("lamp"),
                output_field=models.CharField(),
            )
        )

    def by_lamp(self, *lamps: str, now: datetime) -> list[Self]:
        """The rows that have one of `lamps` at `now`, with `lamp_now`, in parts that share none:
        for each lamp those stored so, and the few whose stored lamp has expired.

        In a part of stored lamps the lamp is a constant, so PostgreSQL reads it from an index by
        lamp, in the order of that index. Sums over the parts are one statement: `grouped`.
        """
        fresh = Q(turns_at=None) | Q(turns_at__gt=now)
        stored = [
            self.filter(fresh, lamp=lamp).annotate(
                lamp_now=Value(lamp, output_field=models.CharField())
            )
            for lamp in lamps
        ]
        expired = self.filter(turns_at__lte=now).with_lamp(now=now)
        return [*stored, expired.filter(lamp_now__in=lamps)]

    def lamp_counts(self, *, now: datetime, by: tuple[str, ...] = ()) -> Counter:
        """Counts of rows per lamp at `now`: keys are tuples of the columns `by` and the lamp."""
        return lamp_counts([self], now=now, columns=by)

    def opened(self, *, now: datetime) -> Self:
        """Only what is somebody's business: opened at or before `now`."""
        return self.filter(opens_at__lte=now)

    def lock(self, ids: Iterable[int]) -> list:
        """Lock the rows `ids` in the caller's transaction and return them fresh, by id.

        Every verb locks its deadlines here, in this order and before all else, so none waits for
        another that waits for it. NO KEY: a row that refers to one is not kept waiting.
        """
        rows = self.filter(pk__in=ids).select_related(*self.model.read_with).order_by("pk")
        return list(rows.select_for_update(of=("self",), no_key=True))

    def lock_visible(self, pk: int, *, to, at: datetime) -> Any:
        """Lock one row that the user `to` may see. Raises DoesNotExist where there is none."""
        (row,) = self.lock([self.visible_to(to, at=at).values_list("pk", flat=True).get(pk=pk)])
        return row


def lamp_counts(
    parts: Iterable[DeadlineQuerySet], *, now: datetime, columns: tuple[str, ...] = ()
) -> Counter:
    """Counts per lamp at `now` of rows in `parts` that share none: keys are tuples of `columns`,
    which every kind among them has, and the lamp.

    One statement, so one snapshot, whatever is swept meanwhile: stored lamps from the covering
    index, corrected by the few expired rows from the partial index. Lamps without rows are absent.
    """
    counted = []
    for rows in parts:
        rows = rows.order_by()
        expired = rows.filter(turns_at__lte=now).with_lamp(now=now)
        counted += [
            rows.values_list(*columns, "lamp").annotate(n=Count("*")),
            expired.values_list(*columns, "lamp").annotate(n=-Count("*")),
            expired.values_list(*columns, "lamp_now").annotate(n=Count("*")),
        ]
    counts = Counter()
    for *key, n in united(counted):
        counts[tuple(key)] += n
    return +counts


def grouped(
    parts: Iterable[models.QuerySet], *by: str, **counts: Callable[[Any], models.Aggregate]
) -> Any:
    """Tuples of `by` and `counts` of rows in parts that share none, of several kinds too: one
    statement, so one snapshot. A group comes once for each part that has it.

    A count is said by a function of the model, since what is counted may differ by kind.
    """
    return united(
        rows.order_by()
        .values_list(*by)
        .annotate(**{name: count(rows.model) for name, count in counts.items()})
        for rows in parts
    )


def united(parts: Iterable[models.QuerySet]) -> Any:
    """The tuples of all `parts` as one statement."""
    first, *others = parts
    return first.union(*others, all=True)


def all_rows(model) -> Count:
    """The count of `grouped` that counts every row."""
    return Count("*")
