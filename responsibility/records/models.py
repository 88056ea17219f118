"""Duty records: a face that others may see and a body for few; facts are added, never changed."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from responsibility.lists.record_kind import RecordKind
from responsibility.organisation.posts.models import Post
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit
from responsibility.tasks.models import Task

PERSON = settings.AUTH_USER_MODEL
LASTS = Q(ended_as=None) | ~Q(ended_as__in=["insufficient", "untrue"])


class DutyRecordQuerySet(models.QuerySet):
    def visible_to(self, user, *, at: datetime) -> Self:
        """The records whose face `user` may see: as for tasks, and those they took part in."""
        standing = standing_of(user, at=at)
        credited = Credit.objects.filter(task__post__in=standing.desk_posts).values("record")
        return self.filter(
            Q(post__in=standing.desk_posts)
            | Q(lodged_by=user.pk)
            | Q(unit__in=standing.face_units)
            | Q(county_id__in=standing.face_counties)
            | Q(pk__in=credited)
        )

    def in_force(self) -> Self:
        """Records neither withdrawn nor superseded."""
        return self.filter(ended_at=None)


class DutyRecord(models.Model):
    """履责记录: what was done, on which day, for which post.

    Face: day, kind, counterparts, credits. Body: place, participants, how many were `present`, the
    number of a document, text, files, for few (bodies/readers.py). What each kind needs, needs.py
    says; `text` is what was done, of a study what was studied, of a document its title.
    `lodged_at` is the instant the request reached the server. `nonce` comes from the form, so that
    a double tap makes one record. `ended_*` are set once, by withdrawal or by the record that
    supersedes it. Checked since `checked_at`, it is never withdrawn.
    """

    Kind = RecordKind

    class Ending(models.TextChoices):
        WITHDRAWN = "withdrawn", _("withdrawn")
        SUPERSEDED = "superseded", _("superseded by a correction")

    county_id = models.BigIntegerField()
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="records")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="records")
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.RECORD)
    happened_on = models.DateField()
    place = models.CharField(max_length=80, blank=True, default="")
    participants = models.CharField(max_length=300, blank=True, default="")
    present = models.PositiveSmallIntegerField(null=True)
    document_number = models.CharField(max_length=40, blank=True, default="", db_default="")
    text = models.TextField(blank=True, default="")
    restricted = models.BooleanField(default=False)
    lodged_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    lodged_at = models.DateTimeField()
    nonce = models.UUIDField()
    supersedes = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="superseded_by"
    )
    ended_at = models.DateTimeField(null=True)
    ended_as = models.CharField(max_length=12, choices=Ending, null=True)  # noqa: DJ001
    checked_at = models.DateTimeField(null=True)

    objects = DutyRecordQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="dutyrecord_lodged_once", fields=["lodged_by", "nonce"]),
            models.CheckConstraint(
                name="dutyrecord_ended_at_iff_as",
                condition=Q(ended_at=None, ended_as=None)
                | Q(ended_at__isnull=False, ended_as__isnull=False),
            ),
            models.CheckConstraint(
                name="dutyrecord_zero_report_has_no_text_duty",
                condition=Q(kind="zero_report") | ~Q(text=""),
            ),
        ]
        indexes = [
            models.Index(fields=["county_id", "lodged_at"], name="dutyrecord_of_county"),
            models.Index(fields=["post", "-happened_on", "-id"], name="dutyrecord_of_post"),
            models.Index(fields=["unit", "-happened_on"], name="dutyrecord_of_unit"),
            models.Index(fields=["county_id", "-happened_on", "-id"], name="dutyrecord_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.happened_on}"

    def get_absolute_url(self) -> str:
        return reverse("record", args=[self.pk])


class RecordCounterpart(models.Model):
    """With whom: a post talked with, or a unit visited. Part of the face.

    `added_at` is set where a correction added it: it counts from then, whatever the credits say.
    """

    record = models.ForeignKey(DutyRecord, on_delete=models.PROTECT, related_name="counterparts")
    post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="recordcounterpart_post_once", fields=["record", "post"]),
            models.UniqueConstraint(name="recordcounterpart_unit_once", fields=["record", "unit"]),
            models.CheckConstraint(
                name="recordcounterpart_post_or_unit",
                condition=Q(post__isnull=False, unit=None) | Q(post=None, unit__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.unit or self.post)


class CreditQuerySet(models.QuerySet):
    def visible_to(self, user, *, at: datetime) -> Self:
        """Credits of one's own records, and those for the posts on one's desk."""
        posts = standing_of(user, at=at).desk_posts
        own = Q(post__in=posts) | Q(record__post__in=posts) | Q(record__lodged_by=user.pk)
        return self.filter(own)

    def confirmable_by(self, user, *, at: datetime) -> Self:
        """What waits for this person's confirmation."""
        return self.filter(post__in=standing_of(user, at=at).confirm_posts).awaiting()

    def awaiting(self) -> Self:
        """What waits for a holder's confirmation."""
        return self.filter(awaits=True, confirmed_at=None, ended_at=None)

    def in_force(self) -> Self:
        """Offered or counting, not ended."""
        return self.filter(ended_at=None)

    def counting(self) -> Self:
        """In force, and counting."""
        return self.filter(ended_at=None, counts_at__isnull=False)


class Credit(models.Model):
    """计入: that a record counts for a task.

    It counts from `counts_at`: the receipt of the lodging when the lodger may log for the post,
    else of the holder's confirmation. `awaits`: the holder has still to confirm or refuse.
    `ended_because`: the reason a holder gave for declining, or for taking the confirmation back.
    """

    class Ending(models.TextChoices):
        DECLINED = "declined", _("declined by the holder")
        TAKEN_BACK = "taken_back", _("confirmation taken back")
        WITHDRAWN = "withdrawn", _("record withdrawn")
        SUPERSEDED = "superseded", _("record corrected")
        INSUFFICIENT = "insufficient", _("verdict: insufficient")
        UNTRUE = "untrue", _("verdict: not true")

    record = models.ForeignKey(DutyRecord, on_delete=models.PROTECT, related_name="credits")
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="credits")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    item_code = models.CharField(max_length=24)
    offered_at = models.DateTimeField()
    counts_at = models.DateTimeField(null=True)
    awaits = models.BooleanField(default=False)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_as = models.CharField(max_length=12, choices=Ending, null=True)  # noqa: DJ001
    ended_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    ended_because = models.CharField(max_length=300, null=True)  # noqa: DJ001

    objects = CreditQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="credit_once", fields=["record", "task"], condition=LASTS),
            # One record never counts for two tasks of an item. What a verdict ended may come again.
            models.UniqueConstraint(
                name="credit_one_task_of_an_item",
                condition=LASTS,
                fields=["record", "post", "item_code"],
            ),  # fmt: skip
            models.CheckConstraint(
                name="credit_confirmed_at_iff_by",
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="credit_ended_at_iff_as",
                condition=Q(ended_at=None, ended_as=None)
                | Q(ended_at__isnull=False, ended_as__isnull=False),
            ),
            models.CheckConstraint(
                name="credit_because_of_declining",
                condition=Q(ended_because=None) | Q(ended_as__in=["declined", "taken_back"]),
            ),
        ]
        indexes = [
            models.Index(
                fields=["task", "counts_at"], name="credit_in_force", condition=Q(ended_at=None)
            ),
            models.Index(
                fields=["post"],
                name="credit_awaiting",
                condition=Q(awaits=True, confirmed_at=None, ended_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.record_id} -> {self.task_id}"


class Withdrawal(models.Model):
    """撤回: the author takes a record back, with a reason. Append-only."""

    record = models.OneToOneField(DutyRecord, on_delete=models.PROTECT, related_name="withdrawal")
    withdrawn_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField()
    reason = models.CharField(max_length=300)

    def __str__(self) -> str:
        return f"{self.record_id}: {self.reason}"
