"""What a talk of each kind has to have (谈话要素): data of a county, from a day on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from responsibility.organisation.bilingual import in_language


class TalkKind(models.Model):
    """A kind of talk in a county: 谈心谈话, 提醒谈话. What is out of use stays readable."""

    county_id = models.BigIntegerField()
    code = models.CharField(max_length=24)
    name = models.CharField(max_length=40)
    name_en = models.CharField(max_length=60, blank=True)
    position = models.PositiveSmallIntegerField()
    in_use = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="talkkind_once", fields=["county_id", "code"])]

    def __str__(self) -> str:
        return in_language(self.name, self.name_en)


class TalkElement(models.Model):
    """One line of the checklist of a kind, from `first_on` until `last_on` (null: until it is
    dropped); it is done before, in or after the talk."""

    class Phase(models.TextChoices):
        BEFORE = "before", _("Before the talk")
        IN = "in", _("In the talk")
        AFTER = "after", _("After the talk")

    kind = models.ForeignKey(TalkKind, on_delete=models.PROTECT, related_name="elements")
    phase = models.CharField(max_length=6, choices=Phase)
    text = models.CharField(max_length=120)
    text_en = models.CharField(max_length=200, blank=True)
    position = models.PositiveSmallIntegerField()
    first_on = models.DateField()
    last_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="talkelement_once", fields=["kind", "position", "first_on"]
            ),
            models.CheckConstraint(
                name="talkelement_days_in_order",
                condition=Q(last_on=None) | Q(last_on__gte=models.F("first_on")),
            ),
        ]

    def __str__(self) -> str:
        return in_language(self.text, self.text_en)


@dataclass(frozen=True)
class Talk:
    """The checklist of a kind, its lines under their phases."""

    kind: TalkKind
    phases: Sequence[tuple[str, list[TalkElement]]]

    @property
    def count(self) -> int:
        return sum(len(lines) for _phase, lines in self.phases)


def talks_of(county_id: int, *, on: date) -> list[Talk]:
    """The checklists of a county on a day, in their order; a kind without lines is left out."""
    in_force = TalkElement.objects.filter(
        Q(last_on=None) | Q(last_on__gte=on),
        kind__county_id=county_id, kind__in_use=True, first_on__lte=on,
    )  # fmt: skip
    order = list(TalkElement.Phase)
    rows = in_force.select_related("kind").order_by("kind__position", "kind", "position")
    talks = []
    for kind, lines in groupby(rows, key=lambda line: line.kind):
        by_phase = sorted(lines, key=lambda line: order.index(TalkElement.Phase(line.phase)))
        phases = groupby(by_phase, key=lambda line: line.phase)
        talks.append(
            Talk(kind, [(str(TalkElement.Phase(p).label), list(some)) for p, some in phases])
        )
    return talks
