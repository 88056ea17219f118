"""What a reminder can be about: the ground floor's whole knowledge of it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar

from django.apps import apps
from django.db import models

from alerts.kinds.declared import Audience
from alerts.kinds.stages import rule_of

# Pairs (matter, person) of an audience, in as many querysets as it takes.
Pairs = list[models.QuerySet]


@dataclass(frozen=True)
class Subject:
    """A matter as it is now, as far as a message speaks of it.

    A deadline has a lamp, a day and a revision, and `lacking`: how many are still missing of
    several. `over` are the stages that are no longer true of it, so that nobody is told of them.
    `counts` are the figures of a unit's month, by lamp.
    """

    lamp: str | None = None
    due_on: date | None = None
    revision: int = 0
    lacking: int = 0
    over: frozenset[str] = frozenset()
    counts: Mapping[str, int] = field(default_factory=dict)


class Matter(models.Model):
    """Something people are told of: a deadline, a reminder card, a unit's month.

    A concrete model has a `county_id`, names its `matter_kind` (a fixed short code, at most 12
    letters), has a manager with `visible_to(user, *, at)` and answers the questions below, each
    in a fixed number of queries for many. `audiences` says who the audiences of its stages are,
    each by a function of a queryset of matters and an instant.
    """

    matter_kind: str
    audiences: ClassVar[Mapping[Audience, Callable[[models.QuerySet, datetime], Pairs]]] = {}

    class Meta:
        abstract = True

    @classmethod
    def recipients_of(cls, ids: Iterable[int], *, stage: str, at: datetime) -> models.QuerySet:
        """Whom a reminder of `stage` about the matters `ids` goes to at `at`, by its audiences.

        Returns a queryset of pairs (`deadline_id`, `recipient_id`) without duplicates. Not for a
        stage whose audience the act names.
        """
        matters = cls.objects.filter(pk__in=ids)
        to = sorted(rule_of(stage).to)
        first, *others = [pairs for who in to for pairs in cls.audiences[who](matters, at)]
        return first.union(*others) if others else first.distinct()

    @classmethod
    def titles_of(cls, ids: Iterable[int]) -> dict[int, str]:
        """Titles by id."""
        raise NotImplementedError

    @classmethod
    def pages_of(cls, ids: Iterable[int]) -> dict[int, str]:
        """Paths of the pages by id."""
        raise NotImplementedError

    @classmethod
    def subjects_of(cls, ids: Iterable[int], *, at: datetime) -> dict[int, Subject]:
        """The matters as they are at `at`, by id; without those that are gone."""
        return {pk: Subject() for pk in cls.objects.filter(pk__in=ids).values_list("pk", flat=True)}


def matter_models() -> list[type[Matter]]:
    """The concrete subclasses of Matter, ordered by their `matter_kind`."""
    models_of_matters = [model for model in apps.get_models() if issubclass(model, Matter)]
    return sorted(models_of_matters, key=lambda model: model.matter_kind)
