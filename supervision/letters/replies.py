"""Replies to a letter, and the measures they consist of (M003-27, M003-28)."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from responsibility.files.models import StoredFile
from supervision.letters.models import Letter
from supervision.papers.measures import LaidMeasure

PERSON = settings.AUTH_USER_MODEL


class LetterReply(models.Model):
    """A reply: written here, or come `on_paper` on the day `received_on` and entered by the side
    that issued the letter, with its scan among the `files`. `own_view` is what the person warned
    says for themselves."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="replies")
    text = models.TextField(max_length=4000)
    own_view = models.TextField(max_length=2000, blank=True)
    on_paper = models.BooleanField(default=False)
    received_on = models.DateField(null=True)
    files = models.ManyToManyField(StoredFile, related_name="letter_replies")
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    nonce = models.UUIDField()

    class Meta:
        verbose_name_plural = "letter replies"
        constraints = [
            models.UniqueConstraint(name="letterreply_once", fields=["made_by", "nonce"]),
            models.CheckConstraint(name="letterreply_says_what", condition=~Q(text="")),
            models.CheckConstraint(
                name="letterreply_on_paper_has_a_day",
                condition=Q(on_paper=False, received_on=None)
                | Q(on_paper=True, received_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.letter_id}: {self.made_at}"


class MeasureQuerySet(models.QuerySet):
    def open_ones(self) -> Self:
        """Neither done nor dropped."""
        return self.filter(done_at=None, dropped_at=None)


class LetterMeasure(LaidMeasure):
    """措施: with its own evidence, and what was reported once it is done."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="measures")
    files = models.ManyToManyField(StoredFile, related_name="letter_measures")
    done_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True)
    done_text = models.CharField(max_length=300, null=True)  # noqa: DJ001 - an ending

    objects = MeasureQuerySet.as_manager()

    class Meta(LaidMeasure.Meta):
        constraints = [
            *LaidMeasure.Meta.constraints,
            models.CheckConstraint(
                name="lettermeasure_done_says_what",
                condition=Q(done_at=None, done_by=None, done_text=None)
                | Q(done_at__isnull=False, done_by__isnull=False, done_text__gt=""),
            ),
        ]

    @property
    def is_open(self) -> bool:
        """Neither done nor dropped."""
        return self.done_at is None and self.dropped_at is None
