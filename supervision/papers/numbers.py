"""The number of a paper: 督办〔2026〕12号, gapless in county, year and kind, never used again."""

import re
from collections.abc import Sequence
from datetime import datetime

from django.db import models
from django.db.models import Q

from pages.days import day_of
from responsibility.organisation.document_numbers import take_numbers
from supervision.papers.rules import as_written, rule_of

ENDING = re.compile(r"(\d{1,9})\D?\s*$")  # of a document number, typed in full or in part


class Numbered(models.Model):
    """A paper that gets its number when it is issued, in the words of that day. One of before there
    were numbers has none. A concrete one has a `county_id`."""

    word = models.CharField(max_length=20, blank=True, default="", db_default="")
    year = models.PositiveSmallIntegerField(null=True)
    number = models.PositiveIntegerField(null=True)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                name="%(class)s_number_once", fields=["county_id", "year", "number"]
            ),
            models.CheckConstraint(
                name="%(class)s_number_in_full",
                condition=Q(word="", year=None, number=None)
                | Q(word__gt="", year__isnull=False, number__isnull=False),
            ),
        ]

    @property
    def document_number(self) -> str:
        """As it is written; "" where it has none."""
        return as_written(self.word, self.year, self.number) if self.number else ""


def number_papers(papers: Sequence, *, kind: str, now: datetime) -> None:
    """Give papers of one county, not saved yet, their numbers. Others wait until the transaction
    ends; one that fails leaves no gap."""
    county_id, today = papers[0].county_id, day_of(now)
    word = rule_of(kind, county_id=county_id, on=today).word
    numbers = take_numbers(county_id=county_id, year=today.year, kind=kind, count=len(papers))
    for paper, number in zip(papers, numbers, strict=True):
        paper.word, paper.year, paper.number = word, today.year, number
