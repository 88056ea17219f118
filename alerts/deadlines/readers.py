"""The only two readers of lamps, and the locks of who turns them (architecture 4)."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Case, Count, F, When

from alerts.lamps.rule import lamp_expression


class DeadlineQuerySet(models.QuerySet):
    """The two readers of lamps (architecture 4): right even when no worker runs."""

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

    def lamp_counts(self, *, now: datetime, by: tuple[str, ...] = ()) -> Counter:
        """Counts of rows per lamp at `now`: keys are tuples of the columns `by` and the lamp.

        One statement, so one snapshot, whatever is swept meanwhile: stored lamps from the
        covering index, corrected by the few expired rows from the partial index. Lamps without
        rows are absent.
        """
        rows = self.order_by()
        expired = rows.filter(turns_at__lte=now).with_lamp(now=now)
        parts = [
            rows.values_list(*by, "lamp").annotate(n=Count("*")),
            expired.values_list(*by, "lamp").annotate(n=-Count("*")),
            expired.values_list(*by, "lamp_now").annotate(n=Count("*")),
        ]
        counts = Counter()
        for *key, n in parts[0].union(*parts[1:], all=True):
            counts[tuple(key)] += n
        return +counts

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
