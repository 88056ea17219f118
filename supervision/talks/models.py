"""Talks (谈话): the case, who talks, with whom, what came of it, and its log (M001-01, M001-12)."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from pages.numbers import number
from responsibility.notebook.talks import TalkKind
from responsibility.organisation.posts.models import Post
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit
from responsibility.records.models import DutyRecord
from supervision.papers.steps import Step
from supervision.talks.grants.models import reading_talks
from supervision.talks.states import Act, State

PERSON = settings.AUTH_USER_MODEL


def _person(**more) -> models.ForeignKey:
    return models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", **more)


class TalkQuerySet(models.QuerySet):
    def visible_to(self, user, *, at: datetime) -> Self:
        """The face: who talks and the post in which, who is talked to, the commission office of
        the county, whom it named, and who owes something of it (2.8). Never another's superior."""
        standing = standing_of(user, at=at)
        return self.filter(
            Q(made_by=user.pk)
            | Q(made_in__in=standing.own_posts)
            | Q(pk__in=Talker.objects.filter(user=user.pk).values("talk"))
            | Q(pk__in=TalkPerson.objects.filter(user=user.pk).values("talk"))
            | Q(pk__in=reading_talks(user, at=at))
            | Q(county_id__in=standing.office_counties)
        )

    def called(self, typed: str) -> Self:
        """Those whose number or one of whose people contains `typed`."""
        named = TalkPerson.objects.filter(user__name__icontains=typed).values("talk")
        words = Q(pk__in=named) | Q(unit__name__icontains=typed)
        digits = number(typed.rpartition("-")[2])
        return self.filter(words if digits is None else words | Q(number=digits))

    def for_rows(self) -> Self:
        """Everything one row of a list shows."""
        rows = self.select_related("kind", "unit", "made_by", "made_in__unit")
        return rows.prefetch_related("persons__user", "duties")


class Talk(models.Model):
    """谈话: with one person or several of a unit, on a day; `state` changes with each act, and each
    act leaves its step. `purpose` and all that was written is its body, which few read."""

    county_id = models.BigIntegerField()
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    kind = models.ForeignKey(TalkKind, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="talks")
    purpose = models.TextField(max_length=500)
    planned_on = models.DateField()
    place = models.CharField(max_length=60, blank=True)
    made_by = _person()
    made_in = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    nonce = models.UUIDField()
    state = models.CharField(max_length=12, choices=State)

    objects = TalkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="talk_number_once", fields=["county_id", "year", "number"]
            ),
            models.UniqueConstraint(name="talk_once", fields=["made_by", "nonce"]),
            models.CheckConstraint(name="talk_says_what_for", condition=~Q(purpose="")),
        ]
        indexes = [models.Index(fields=["county_id", "-made_at"], name="talk_of_county")]

    def __str__(self) -> str:
        return self.called

    def get_absolute_url(self) -> str:
        return reverse("talk", args=[self.pk])

    @property
    def called(self) -> str:
        """Its number as it is written."""
        return f"TH-{self.year}-{self.number:04d}"

    @property
    def whose_state(self) -> State:
        return State(self.state)


class Talker(models.Model):
    """Who talks; `present` is noted once the talk was."""

    talk = models.ForeignKey(Talk, on_delete=models.PROTECT, related_name="talkers")
    user = _person()
    present = models.BooleanField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="talker_once", fields=["talk", "user"])]

    def __str__(self) -> str:
        return f"{self.talk_id}: {self.user_id}"


class TalkPerson(models.Model):
    """Who is talked to, in which post; the own view, and the signature or that it was refused.

    `record` is the own duty record that signing lodged.
    """

    talk = models.ForeignKey(Talk, on_delete=models.PROTECT, related_name="persons")
    user = _person()
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    view = models.TextField(max_length=1000, null=True)  # noqa: DJ001 - an ending
    disagrees = models.BooleanField(null=True)
    signed_at = models.DateTimeField(null=True)
    refused_because = models.TextField(max_length=300, null=True)  # noqa: DJ001 - an ending
    refused_at = models.DateTimeField(null=True)
    refused_by = _person(null=True)
    record = models.ForeignKey(DutyRecord, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="talkperson_once", fields=["talk", "user"]),
            models.CheckConstraint(
                name="talkperson_refusal_in_full",
                condition=Q(refused_at=None, refused_by=None, refused_because=None)
                | Q(refused_at__isnull=False, refused_by__isnull=False) & Q(refused_because__gt=""),
            ),
        ]
        indexes = [models.Index(fields=["user"], name="talkperson_of_user")]

    def __str__(self) -> str:
        return f"{self.talk_id}: {self.user_id}"

    @property
    def is_settled(self) -> bool:
        """Signed, or the refusal noted."""
        return bool(self.signed_at or self.refused_at)


class TalkClaim(models.Model):
    """主动说明: a problem that who is talked to brings up; `problem` is what it became."""

    person = models.ForeignKey(TalkPerson, on_delete=models.PROTECT, related_name="claims")
    text = models.CharField(max_length=300)
    problem = models.ForeignKey(
        "supervision.Problem", null=True, on_delete=models.PROTECT, related_name="+"
    )

    def __str__(self) -> str:
        return self.text


class TalkRecord(models.Model):
    """谈话记录: the day, the place and what was talked about; never changed. `record` is the duty
    record of who talked, lodged by the same act."""

    talk = models.OneToOneField(Talk, on_delete=models.PROTECT, related_name="written")
    happened_on = models.DateField()
    place = models.CharField(max_length=60, blank=True)
    text = models.TextField(max_length=4000)
    record = models.ForeignKey(DutyRecord, null=True, on_delete=models.PROTECT, related_name="+")
    made_by = _person()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="talkrecord_says_what", condition=~Q(text=""))]

    def __str__(self) -> str:
        return f"{self.talk_id}: {self.happened_on}"


class TalkStep(Step):
    """One act in a talk, and the state it left it in; never changed."""

    talk = models.ForeignKey(Talk, on_delete=models.PROTECT, related_name="steps")
    act = models.CharField(max_length=24, choices=Act)
    state = models.CharField(max_length=12, choices=State)

    def __str__(self) -> str:
        return f"{self.talk_id}: {self.act}"
