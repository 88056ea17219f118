"""Document numbers: gapless within a county, a year and a kind, and never used again."""

from django.db import models
from django.db.models import F, Q


class DocumentCounter(models.Model):
    """How far one series of numbers has come. Its row is locked while a number is taken.

    A number taken in a transaction that fails is free again, so no gap is left.
    """

    county_id = models.BigIntegerField()
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=24)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="documentcounter_one_series", fields=["county_id", "year", "kind"]
            ),
            models.CheckConstraint(name="documentcounter_not_negative", condition=Q(last__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.year} {self.last}"


def take_numbers(*, county_id: int, year: int, kind: str, count: int = 1) -> range:
    """The next `count` numbers of the series, from 1. Others wait until the transaction ends."""
    series = {"county_id": county_id, "year": year, "kind": kind}
    DocumentCounter.objects.get_or_create(**series)
    counters = DocumentCounter.objects.filter(**series)
    before = counters.select_for_update(no_key=True).get().last
    counters.update(last=F("last") + count)
    return range(before + 1, before + count + 1)
