"""What a reminder can be about: the ground floor's whole knowledge of it."""

from collections.abc import Iterable
from datetime import datetime

from django.apps import apps
from django.db import models


class Matter(models.Model):
    """Something people are told of: a deadline, a reminder card, a unit's month.

    A concrete model has a `county_id`, names its `matter_kind` (a fixed short code, at most 12
    letters), has a manager with `visible_to(user, *, at)` and answers the three questions below,
    each in one query for many.
    """

    matter_kind: str

    class Meta:
        abstract = True

    @classmethod
    def recipients_of(cls, ids: Iterable[int], *, stage: str, at: datetime) -> models.QuerySet:
        """Whom a reminder of `stage` about the matters `ids` goes to at `at`.

        Returns a queryset of pairs (`deadline_id`, `recipient_id`) without duplicates.
        """
        raise NotImplementedError

    @classmethod
    def titles_of(cls, ids: Iterable[int]) -> dict[int, str]:
        """Titles by id."""
        raise NotImplementedError

    @classmethod
    def pages_of(cls, ids: Iterable[int]) -> dict[int, str]:
        """Paths of the pages by id."""
        raise NotImplementedError


def matter_models() -> list[type[Matter]]:
    """The concrete subclasses of Matter, ordered by their `matter_kind`."""
    found = [model for model in apps.get_models() if issubclass(model, Matter)]
    return sorted(found, key=lambda model: model.matter_kind)
