"""Draws (抽取): published before, drawn by a seed that drawing discloses, redone by anybody."""

from collections.abc import Sequence
from datetime import datetime
from functools import cached_property
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from responsibility.organisation.posts.models import Post
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit
from responsibility.records.models import DutyRecord
from supervision.checks.draws.selection import Place, fingerprint, frame_text, select

PERSON = settings.AUTH_USER_MODEL


class CheckDrawQuerySet(models.QuerySet):
    def visible_to(self, user, *, at: datetime) -> Self:
        """The body that draws, the office and leaders of the county, and the units concerned."""
        standing = standing_of(user, at=at)
        units = standing.own_units | standing.face_units
        concerned = DrawPlace.objects.filter(unit__in=units).values("draw")
        return self.filter(
            Q(made_in__in=standing.desk_posts)
            | Q(county_id__in=standing.face_counties)
            | Q(pk__in=concerned)
        )

    def called(self, typed: str) -> Self:
        """Those whose title contains `typed`, or whose number it is."""
        number = typed.rpartition("-")[2]
        words = Q(title__icontains=typed)
        return self.filter(words | Q(number=int(number)) if number.isdecimal() else words)


class CheckDraw(models.Model):
    """抽取: so many records of the frame, at least `floor` and at most `cap` of a unit.

    `seed_hash` and `frame_hash` are shown from the publication on, `seed` only once it is drawn or
    withdrawn: it is made with the draw, nobody is shown it before. `draws_on` is the first day it
    is drawn.
    """

    county_id = models.BigIntegerField()
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=60)
    first_on = models.DateField()
    last_on = models.DateField()
    size = models.PositiveSmallIntegerField()
    floor = models.PositiveSmallIntegerField()
    cap = models.PositiveSmallIntegerField()
    draws_on = models.DateField()
    seed = models.CharField(max_length=64)
    seed_hash = models.CharField(max_length=64)
    frame_hash = models.CharField(max_length=64)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_in = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    nonce = models.UUIDField()
    drawn_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=300, null=True)  # noqa: DJ001 - an ending

    objects = CheckDrawQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="checkdraw_number_once", fields=["county_id", "year", "number"]
            ),
            models.UniqueConstraint(name="checkdraw_once", fields=["made_by", "nonce"]),
            models.CheckConstraint(
                name="checkdraw_size_fits",
                condition=Q(size__gt=0, cap__gt=0, cap__gte=F("floor"), last_on__gte=F("first_on")),
            ),
            models.CheckConstraint(
                name="checkdraw_drawn_says_by_whom",
                condition=Q(drawn_at=None, drawn_by=None)
                | Q(drawn_at__isnull=False, drawn_by__isnull=False),
            ),
            models.CheckConstraint(
                name="checkdraw_withdrawn_says_why",
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_because=None)
                | Q(
                    drawn_at=None,
                    withdrawn_at__isnull=False,
                    withdrawn_by__isnull=False,
                    withdrawn_because__gt="",
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.called

    def get_absolute_url(self) -> str:
        return reverse("draw", args=[self.pk])

    @property
    def called(self) -> str:
        """Its number as it is written."""
        return f"CQ-{self.year}-{self.number:03d}"

    @property
    def is_over(self) -> bool:
        """Whether it was drawn or withdrawn."""
        return bool(self.drawn_at or self.withdrawn_at)

    @property
    def disclosed(self) -> str:
        """The seed, once it may be read; empty before."""
        return self.seed if self.is_over else ""

    @cached_property
    def frame(self) -> Sequence["DrawPlace"]:
        """Its places with their units, as the frame lists them."""
        places = self.places.select_related("unit").order_by("unit_id", "record_id")
        return list(places)

    def redone(self) -> list[int]:
        """The records that the rule draws from what is stored, in their order."""
        return select(
            [Place(place.record_id, place.unit_id) for place in self.frame],
            seed=self.seed, size=self.size, floor=self.floor, cap=self.cap,
        )  # fmt: skip

    def agrees(self) -> bool:
        """Whether hashes and selection are what the rule makes of seed and frame."""
        places = [Place(place.record_id, place.unit_id) for place in self.frame]
        drawn = sorted((place.turn, place.record_id) for place in self.frame if place.turn)
        return (
            fingerprint(self.seed) == self.seed_hash
            and fingerprint(frame_text(places)) == self.frame_hash
            and [record for _turn, record in drawn] == self.redone()
        )


class DrawPlace(models.Model):
    """A record in the frame of a draw, with the unit as its stratum. `turn` is set by drawing: the
    place among those drawn, from 1; of the others it stays empty."""

    draw = models.ForeignKey(CheckDraw, on_delete=models.PROTECT, related_name="places")
    record = models.ForeignKey(DutyRecord, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    turn = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="drawplace_record_once", fields=["draw", "record"]),
            models.UniqueConstraint(name="drawplace_turn_once", fields=["draw", "turn"]),
        ]

    def __str__(self) -> str:
        return f"{self.draw_id}: {self.record_id}"
