"""How a county issues its papers, by kind and from a day on: the word of their numbers, and whether
another person approves them before they are sent (domain 3.2 c)."""

import csv
from datetime import date, datetime
from pathlib import Path
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from pages.days import day_of
from responsibility.organisation.standing import standing_of

STARTER = Path(__file__).parent / "starter" / "rules.csv"


class PaperRuleQuerySet(models.QuerySet):
    def managed_by(self, user, *, at: datetime) -> Self:
        """Those of the counties whose commission office `user` works in."""
        return self.filter(county_id__in=standing_of(user, at=at).office_counties)


class PaperRule(models.Model):
    """From `first_on`: `word` stands before the numbers of a county's papers of a kind, and they
    are `approved` by another person than who drafted them; with its basis."""

    county_id = models.BigIntegerField()
    kind = models.CharField(max_length=12)
    word = models.CharField(max_length=20)
    approved = models.BooleanField()
    basis = models.CharField(max_length=120)
    first_on = models.DateField()

    objects = PaperRuleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="paperrule_once_a_day", fields=["county_id", "kind", "first_on"]
            ),
            models.CheckConstraint(name="paperrule_has_a_word", condition=~Q(word="")),
        ]

    def __str__(self) -> str:
        return self.word

    @property
    def first_number(self) -> str:
        """The first number of the year it is from, as it is written."""
        return as_written(self.word, self.first_on.year, 1)


def as_written(word: str, year: int, number: int) -> str:
    """A document number as official papers have it."""
    parts = {"word": word, "year": year, "number": number}
    return _("%(word)s [%(year)s] No. %(number)s") % parts


def rule_of(kind: str, *, county_id: int, on: date) -> PaperRule:
    """The rule in force on `on`. Where the county had none, that of the starter data, but nobody
    has to approve."""
    rules = PaperRule.objects.filter(county_id=county_id, kind=kind, first_on__lte=on)
    if rule := rules.order_by("first_on").last():
        return rule
    return PaperRule(county_id=county_id, kind=kind, word=_starter()[kind]["word"], approved=False)


def load_paper_rules(*, county_id: int, now: datetime) -> None:
    """Give the county the rule of each kind of paper it has none of, from today on. What is loaded
    is the county's own: loading again overwrites nothing."""
    known = set(PaperRule.objects.filter(county_id=county_id).values_list("kind", flat=True))
    PaperRule.objects.bulk_create(
        PaperRule(
            county_id=county_id,
            kind=kind,
            word=row["word"],
            approved=bool(row["approved"]),
            basis=row["basis"],
            first_on=day_of(now),
        )
        for kind, row in _starter().items()
        if kind not in known
    )


def _starter() -> dict[str, dict[str, str]]:
    with STARTER.open(encoding="utf-8", newline="") as file:
        return {row["kind"]: row for row in csv.DictReader(file)}
