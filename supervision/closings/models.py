"""Closing a quarter (季度封存): the case, a row for each task as it was frozen, and the numbered
notes that correct it."""

from collections import Counter
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from alerts.kinds.codes import CodeField
from alerts.kinds.collected import cause_choices
from pages.lamp import Lamp
from pages.quarter import Quarter
from responsibility.lists.models import Category
from responsibility.organisation.posts.models import Post, RoleKind
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit
from responsibility.tasks.models import Task
from supervision.closings.states import State

PERSON = settings.AUTH_USER_MODEL


class ClosingQuerySet(models.QuerySet):
    def managed_by(self, user, *, at: datetime) -> Self:
        """Those of the counties whose commission office `user` works in."""
        return self.filter(county_id__in=standing_of(user, at=at).office_counties)

    def visible_to(self, user, *, at: datetime) -> Self:
        """For the office all of its county; once closed, for the county's leaders and for whoever
        sees some of its rows."""
        standing = standing_of(user, at=at)
        rows = ClosedTask.objects.visible_to(user, at=at).filter(closing=OuterRef("pk"))
        closed = Q(county_id__in=standing.leader_counties) | Exists(rows)
        return self.filter(
            Q(county_id__in=standing.office_counties) | (Q(state=State.CLOSED) & closed)
        )


class Closing(models.Model):
    """季度封存: that a county's office closes a quarter, and a second person of it confirms.

    Closed, its tasks are frozen as `rows`, and `digest` is the SHA-256 of their canonical content
    (content.py); nothing of it changes any more, corrections are numbered notes beside it.
    """

    county_id = models.BigIntegerField()
    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, choices=State, default=State.OPEN)
    submitted_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    digest = models.CharField(max_length=64, blank=True, default="")

    objects = ClosingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="closing_once", fields=["county_id", "year", "quarter"]),
            models.CheckConstraint(
                name="closing_submitted_by_someone",
                condition=Q(state=State.OPEN, submitted_by=None, submitted_at=None)
                | (
                    ~Q(state=State.OPEN) & Q(submitted_by__isnull=False, submitted_at__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="closing_confirmed_by_another",
                condition=Q(state=State.CLOSED, closed_at__isnull=False, digest__gt="")
                & ~Q(closed_by=F("submitted_by"))
                & Q(closed_by__isnull=False)
                | (~Q(state=State.CLOSED) & Q(closed_by=None, closed_at=None, digest="")),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("closing", args=[self.pk])

    @property
    def name(self) -> str:
        """Its number as it is written: one for each quarter."""
        return f"FC-{self.year}-{self.quarter}"

    @property
    def of_quarter(self) -> Quarter:
        return Quarter(self.year, self.quarter)

    @property
    def whose_state(self) -> State:
        return State(self.state)

    @property
    def is_closed(self) -> bool:
        return self.state == State.CLOSED


class ClosedTaskQuerySet(models.QuerySet):
    def visible_to(self, user, *, at: datetime) -> Self:
        """As tasks are: of the posts on one's desk, of units and counties whose faces are open."""
        standing = standing_of(user, at=at)
        return self.filter(
            Q(post__in=standing.desk_posts)
            | Q(unit__in=standing.face_units)
            | Q(closing__county_id__in=standing.face_counties)
        )

    def summed_for(self, user, *, at: datetime) -> Self:
        """Those of the units on whose leading team `user` sits: as sums, never as rows."""
        seats = standing_of(user, at=at).team_posts
        return self.filter(unit__in=Post.objects.filter(pk__in=seats).values("unit"))

    def called(self, typed: str) -> Self:
        words = Q(unit_name__icontains=typed) | Q(post_title__icontains=typed)
        return self.filter(words | Q(holder__icontains=typed) | Q(title__icontains=typed))

    def corrected(self) -> Self:
        """Rows with `lamp_now` and `now_since`: as frozen, or as the newest note in force has it;
        `note_number` is that note's, None where nothing was corrected."""
        lines = NoteLine.objects.filter(row=OuterRef("pk"), note__ended_at=None).order_by("-pk")
        return self.annotate(
            note_number=Subquery(lines.values("note__number")[:1]),
            lamp_now=Coalesce(Subquery(lines.values("becomes")[:1]), F("lamp")),
            now_since=Coalesce(Subquery(lines.values("since")[:1]), F("since")),
        )

    def counts(self, *columns: str) -> tuple[Counter, Counter]:
        """Counts of rows by `columns` and lamp, keys as tuples: with the corrections, and as they
        were frozen; in two queries, the second of the few that are corrected."""
        frozen = Counter()
        for *key, n in self.order_by().values_list(*columns, "lamp").annotate(n=Count("pk")):
            frozen[tuple(key)] = n
        now = Counter(frozen)
        lines = NoteLine.objects.filter(note__ended_at=None)
        changed = self.filter(pk__in=lines.values("row")).corrected().order_by()
        for *key, lamp, lamp_now in changed.values_list(*columns, "lamp", "lamp_now"):
            now[*key, lamp] -= 1
            now[*key, lamp_now] += 1
        return +now, frozen


class ClosedTask(models.Model):
    """One task of a closed quarter as it was frozen. Append-only.

    Names and words are those of that day; `holder` is who was in the post on the day that decides
    the lamp, "" where it was vacant; the lamp burned since `since`.
    """

    closing = models.ForeignKey(Closing, on_delete=models.PROTECT, related_name="rows")
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="closed_rows")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    role_kind = models.ForeignKey(RoleKind, on_delete=models.PROTECT, related_name="+")
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="+")
    unit_name = models.CharField(max_length=120)
    post_title = models.CharField(max_length=120)
    holder = models.CharField(max_length=200, blank=True)
    title = models.TextField()
    due_on = models.DateField()
    required = models.PositiveIntegerField()
    done = models.PositiveIntegerField()
    lamp = models.CharField(max_length=8, choices=Lamp)
    since = models.DateTimeField()

    note_number: int | None  # of rows `corrected`
    lamp_now: str
    now_since: datetime

    objects = ClosedTaskQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="closedtask_once", fields=["closing", "task"]),
            models.CheckConstraint(
                name="closedtask_lamp_known", condition=Q(lamp__in=list(Lamp.values))
            ),
        ]
        indexes = [
            models.Index(fields=["closing", "unit"], name="closedtask_of_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.closing_id}: {self.task_id} {self.lamp}"


class ClosingNote(models.Model):
    """更正第 N 号 to a closed quarter: what was found to be otherwise, and why. Taken back with a
    reason it corrects nothing; its number is not used again. `digest` goes on from that of the
    closing, or of the note before."""

    closing = models.ForeignKey(Closing, on_delete=models.PROTECT, related_name="notes")
    shown: list  # the lines that a page shows (page.py)

    number = models.PositiveIntegerField()
    reason = models.CharField(max_length=500)
    digest = models.CharField(max_length=64)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ended_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_because = models.CharField(max_length=300, null=True)  # noqa: DJ001 - an ending

    class Meta:
        constraints = [
            models.UniqueConstraint(name="closingnote_number_once", fields=["closing", "number"]),
            models.CheckConstraint(name="closingnote_says_why", condition=~Q(reason="")),
            models.CheckConstraint(
                name="closingnote_ended_says_why",
                condition=Q(ended_at=None, ended_by=None, ended_because=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False, ended_because__gt=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.closing_id}: {self.number}"


class NoteLine(models.Model):
    """One row that a note corrects: its lamp before and after, and what turned it. Append-only."""

    note = models.ForeignKey(ClosingNote, on_delete=models.PROTECT, related_name="lines")
    row = models.ForeignKey(ClosedTask, on_delete=models.PROTECT, related_name="lines")
    was = models.CharField(max_length=8, choices=Lamp)
    becomes = models.CharField(max_length=8, choices=Lamp)
    since = models.DateTimeField()
    cause = CodeField(max_length=20, choices=cause_choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="noteline_once", fields=["note", "row"]),
            models.CheckConstraint(name="noteline_corrects", condition=~Q(becomes=F("was"))),
        ]

    def __str__(self) -> str:
        return f"{self.row_id}: {self.was} -> {self.becomes}"
