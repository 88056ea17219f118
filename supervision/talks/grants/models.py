"""Named grants to read what was said in a talk, and the readings for a stated purpose (2.8)."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from pages.days import day_of

PERSON = settings.AUTH_USER_MODEL
READING_LASTS = timedelta(minutes=30)  # then the purpose is asked again


def _person() -> models.ForeignKey:
    return models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")


class TalkGrant(models.Model):
    """查阅授权: one person may read the body of one talk through `last_on`."""

    talk = models.ForeignKey("supervision.Talk", on_delete=models.PROTECT, related_name="grants")
    user = _person()
    last_on = models.DateField()
    basis = models.CharField(max_length=120)
    given_by = _person()
    given_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="talkgrant_to_another_person", condition=~Q(user=F("given_by"))
            ),
            models.CheckConstraint(name="talkgrant_says_why", condition=~Q(basis="")),
        ]

    def __str__(self) -> str:
        return f"{self.talk_id}: {self.user_id}"


class TalkReading(models.Model):
    """查阅: somebody opened what was said in a talk by a grant, for a purpose. Append-only."""

    grant = models.ForeignKey(TalkGrant, on_delete=models.PROTECT, related_name="readings")
    purpose = models.CharField(max_length=200)
    read_by = _person()
    read_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="talkreading_has_a_purpose", condition=~Q(purpose=""))
        ]

    def __str__(self) -> str:
        return f"{self.grant_id}: {self.read_at}"


def grants_of(user, *, at: datetime):
    """The grants by which the person reads at `at`."""
    running = Q(ended_at=None) | Q(ended_at__gt=at)
    return TalkGrant.objects.filter(running, user=user.pk, last_on__gte=day_of(at))


def reading_talks(user, *, at: datetime):
    """The talks that a grant in force names for the person."""
    return grants_of(user, at=at).values("talk")


def opened_talks(user, *, at: datetime):
    """Of these the ones for whose reading a purpose was stated lately."""
    lately = Q(readings__read_at__lte=at, readings__read_at__gt=at - READING_LASTS)
    return grants_of(user, at=at).filter(lately, readings__read_by=user.pk).values("talk")
