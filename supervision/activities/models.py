"""Activities of supervision (日常监督): what a discipline body did at units, and what it noted."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from alerts.deadlines.matter import Matter
from responsibility.files.models import StoredFile
from responsibility.organisation.posts.models import Post
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit
from responsibility.records.models import DutyRecord
from supervision.activities.kinds import ActivityKind
from supervision.activities.quarter.models import ActivityPlanLine

PERSON = settings.AUTH_USER_MODEL


def _by(**more) -> models.ForeignKey:
    return models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", **more)


class ActivityQuerySet(models.QuerySet):
    def visible_to(self, user, *, at: datetime) -> Self:
        """The own body, the county's office and leaders; the units concerned (led, or a post of
        one's own that something was noted of), each of what was noted of it (`notes`)."""
        standing = standing_of(user, at=at)
        noted = ActivityNote.objects.visible_to(user, at=at).values("activity")
        at_unit = ActivityUnit.objects.filter(unit__in=standing.led_units).values("activity")
        return self.filter(
            Q(post__in=standing.supervising_posts | standing.office_posts)
            | Q(county_id__in=standing.face_counties)
            | Q(pk__in=at_unit)
            | Q(pk__in=noted)
            | Q(origin__in=noted)
        )

    def in_force(self) -> Self:
        """Neither withdrawn nor corrected."""
        return self.filter(ended_at=None)

    def called(self, typed: str) -> Self:
        """Those whose place or unit contains `typed`."""
        at_unit = ActivityUnit.objects.filter(unit__name__icontains=typed).values("activity")
        return self.filter(Q(place__icontains=typed) | Q(pk__in=at_unit))


class Activity(Matter):
    """监督活动: done by a body (`post`) on a day at one unit or several (M001-27, M003-14).

    `record` is the body's own duty record that the same act lodged. A correction is another one in
    its place (`supersedes`); `origin` is the first of such a chain, on which the notes hang.
    """

    class Stage(models.TextChoices):
        """Of a decision: where supervision came in (M001-27)."""

        DECISION = "decision", _("decision")
        CARRYING_OUT = "carrying_out", _("carrying out")
        FEEDBACK = "feedback", _("feedback")
        EVALUATION = "evaluation", _("evaluation")

    class Ending(models.TextChoices):
        WITHDRAWN = "withdrawn", _("withdrawn")
        CORRECTED = "corrected", _("superseded by a correction")

    matter_kind = "activity"

    county_id = models.BigIntegerField()
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="activities")
    kind = models.ForeignKey(ActivityKind, on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=12, choices=Stage, blank=True)
    happened_on = models.DateField()
    place = models.CharField(max_length=80, blank=True)
    text = models.TextField(max_length=2000)
    units = models.ManyToManyField(Unit, through="ActivityUnit", related_name="activities")
    files = models.ManyToManyField(StoredFile, related_name="activities")
    lines = models.ManyToManyField(ActivityPlanLine, related_name="activities")
    record = models.ForeignKey(DutyRecord, null=True, on_delete=models.PROTECT, related_name="+")
    supersedes = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="superseded_by"
    )
    origin = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="later")
    made_by = _by()
    made_at = models.DateTimeField()
    nonce = models.UUIDField()
    ended_as = models.CharField(max_length=12, choices=Ending, null=True)  # noqa: DJ001
    ended_by = _by(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_because = models.CharField(max_length=300, null=True)  # noqa: DJ001 - an ending

    objects = ActivityQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="activity_once", fields=["made_by", "nonce"]),
            models.CheckConstraint(name="activity_says_what", condition=~Q(text="")),
            models.CheckConstraint(
                name="activity_ended_says_why",
                condition=Q(ended_at=None, ended_by=None, ended_as=None, ended_because=None)
                | Q(
                    ended_at__isnull=False,
                    ended_by__isnull=False,
                    ended_as__isnull=False,
                    ended_because__gt="",
                ),
            ),
            models.CheckConstraint(
                name="activity_not_instead_of_itself",
                condition=Q(supersedes=None, origin=None)
                | (Q(origin__isnull=False) & ~Q(supersedes=F("pk")) & ~Q(origin=F("pk"))),
            ),
        ]
        indexes = [
            models.Index(fields=["county_id", "-happened_on"], name="activity_of_county"),
            models.Index(fields=["post", "-happened_on"], name="activity_of_post"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.happened_on}"

    def get_absolute_url(self) -> str:
        return reverse("activity", args=[self.pk])

    @property
    def where(self) -> str:
        """The names of its units, as they were read."""
        return pgettext("between items", ", ").join(unit.name for unit in self.units.all())

    @classmethod
    def titles_of(cls, ids) -> dict[int, str]:
        rows = cls.objects.filter(pk__in=ids).select_related("kind")
        return {row.pk: str(row) for row in rows}

    @classmethod
    def pages_of(cls, ids) -> dict[int, str]:
        return {pk: reverse("activity", args=[pk]) for pk in ids}

    @property
    def root_id(self) -> int:
        """The first of its chain."""
        return self.origin_id or self.pk


class ActivityUnit(models.Model):
    """That an activity was at a unit."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="at_units")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="activityunit_once", fields=["activity", "unit"])
        ]

    def __str__(self) -> str:
        return f"{self.activity_id}: {self.unit_id}"


class NoteQuerySet(models.QuerySet):
    def visible_to(self, user, *, at: datetime) -> Self:
        """The body that noted it, the county's office; of the unit who leads it, and who holds the
        post that it is about."""
        standing = standing_of(user, at=at)
        return self.filter(
            Q(activity__post__in=standing.supervising_posts | standing.office_posts)
            | Q(activity__county_id__in=standing.office_counties)
            | Q(unit__in=standing.led_units)
            | Q(post__in=standing.own_posts)
        )

    def in_force(self) -> Self:
        return self.filter(ended_at=None)


class ActivityNote(models.Model):
    """What an activity noted of one unit, or of one post of it: a comment on an item, given face
    to face or not (M004-07). Withdrawn with a reason, never changed."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="notes")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    about = models.CharField(max_length=120, blank=True)
    text = models.CharField(max_length=500)
    face_to_face = models.BooleanField(default=False)
    made_by = _by()
    made_at = models.DateTimeField()
    nonce = models.UUIDField()
    ended_by = _by(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_because = models.CharField(max_length=300, null=True)  # noqa: DJ001 - an ending

    problem, may_reply = "", False  # page.py: where a problem is entered from it; for the person

    objects = NoteQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="activitynote_once", fields=["made_by", "nonce"]),
            models.CheckConstraint(name="activitynote_says_what", condition=~Q(text="")),
            models.CheckConstraint(
                name="activitynote_ended_says_why",
                condition=Q(ended_at=None, ended_by=None, ended_because=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False, ended_because__gt=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activity_id}: {self.unit_id}"


class NoteReply(models.Model):
    """What the unit, or who holds the post, answers to what was noted of it (M004-07); the body
    reads it. Never changed."""

    note = models.ForeignKey(ActivityNote, on_delete=models.PROTECT, related_name="replies")
    text = models.CharField(max_length=500)
    made_by = _by()
    made_at = models.DateTimeField()
    nonce = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="notereply_once", fields=["made_by", "nonce"]),
            models.CheckConstraint(name="notereply_says_what", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"{self.note_id}: {self.made_by_id}"
