"""Dispatches: the acts by which temporary tasks were given out, and what became of each."""

from datetime import date, datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from responsibility.files.models import StoredFile
from responsibility.lists.models import Category, DutyItem
from responsibility.organisation.posts.models import Post
from responsibility.organisation.relations.gives import giving_posts
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit

# Neither gone out nor taken back.
WAITS = Q(sent_at=None, taken_back_at=None)


class DispatchQuerySet(models.QuerySet):
    def visible_to(self, user, *, at: datetime) -> Self:
        """Those of the counties whose commission office `user` works in, and those given out in a
        post in which `user` gives something out; none of a plan, which alone changes its own."""
        standing = standing_of(user, at=at)
        posts = giving_posts(standing)
        given = Q(county__in=standing.office_counties) | Q(given_in__in=posts)
        return self.filter(given, planned=False)

    def with_progress(self) -> Self:
        """Newest first, with counts of their tasks (`given`) and those fulfilled, exempt ones
        left out."""
        newest = self.order_by("-dispatched_at", "-pk")
        return newest.select_related("category", "dispatched_by").annotate(
            given=models.Count("tasks", filter=Q(tasks__exempt=False)),
            fulfilled=models.Count(
                "tasks", filter=Q(tasks__fulfilled_at__isnull=False, tasks__exempt=False)
            ),
        )


class Dispatch(models.Model):
    """派发: one act of giving a temporary task to many posts (M000-07).

    It goes out at `goes_at`; until then nobody but the office knows of it. Its tasks are made when
    it goes (`sent_at`). Taken back (`taken_back_at`) it never goes, or its open tasks are owed no
    longer. `text`, `due_on` are the newest; what they were stands in its steps. `given_in` is the
    post in which `dispatched_by` acted (null before 0.2: the office's). `files` are what to work
    from. Its tasks are of `task_kind`: temporary, or individual where a unit proposed it
    (tasks/proposals). `planned`: an item of a plan was given out so (responsibility.plans).
    """

    county = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="dispatches")
    title = models.CharField(max_length=100)
    text = models.TextField(max_length=2000, blank=True)
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    required = models.PositiveSmallIntegerField(default=1)
    basis = models.CharField(max_length=120, blank=True)
    task_kind = models.CharField(
        max_length=12,
        choices=DutyItem.TaskKind,
        default=DutyItem.TaskKind.TEMPORARY,
        db_default=DutyItem.TaskKind.TEMPORARY,
    )
    nonce = models.UUIDField(unique=True)
    dispatched_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    dispatched_at = models.DateTimeField()
    given_in = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    posts = models.ManyToManyField(Post, related_name="+")
    files = models.ManyToManyField(StoredFile, related_name="dispatches")
    goes_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    taken_back_at = models.DateTimeField(null=True)
    planned = models.BooleanField(default=False, db_default=False)

    objects = DispatchQuerySet.as_manager()

    class Meta:
        indexes = [
            # What waits to go is little, whatever was given out in all years.
            models.Index(fields=["goes_at"], name="dispatch_waits", condition=WAITS)
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("dispatch", args=[self.pk])

    @property
    def waits(self) -> bool:
        """Whether it has yet to go out."""
        return self.sent_at is None and self.taken_back_at is None

    def is_over(self, *, on: date) -> bool:
        """Whether its deadline lies before the day `on`: then it is not given out again."""
        return self.due_on < on

    @property
    def stands(self) -> bool:
        """Whether it has gone out and is not taken back."""
        return self.sent_at is not None and self.taken_back_at is None


class DispatchStep(models.Model):
    """One thing that was done with a dispatch: never changed, the newest says how it stands.

    `before` and `after` are of the deadline (ISO days) or of the explanation; `tasks` how many
    tasks it concerned. `by` is None for what the platform did by itself.
    """

    class Step(models.TextChoices):
        GIVEN = "given", _("gave it out")
        SENT = "sent", _("it went out")
        DAY_MOVED = "day_moved", _("moved the deadline")
        TEXT_CHANGED = "text_changed", _("changed the explanation")
        TAKEN_BACK = "taken_back", _("took it back")
        MISSED = "missed", _("did not send it before its deadline")
        GIVEN_AGAIN = "given_again", _("gave it out again")

    dispatch = models.ForeignKey(Dispatch, on_delete=models.PROTECT, related_name="steps")
    step = models.CharField(max_length=12, choices=Step)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()
    tasks = models.PositiveIntegerField()
    reason = models.CharField(max_length=500, blank=True)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.dispatch_id} {self.step}"

    @property
    def slot(self) -> str:
        """Of the reminders it owes."""
        return f"step-{self.pk}"


class DispatchChange(models.Model):
    """A new deadline or another explanation, that takes effect at `goes_at`; until then it can be
    taken back as if it had never been. `due_on`, `text`: the one that is not null is changed."""

    dispatch = models.ForeignKey(Dispatch, on_delete=models.PROTECT, related_name="changes")
    due_on = models.DateField(null=True)
    text = models.TextField(max_length=2000, null=True)  # noqa: DJ001 - null is no change
    reason = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    goes_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    made = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="dispatchchange_waits_alone",
                fields=["dispatch"],
                condition=Q(ended_at=None),
            ),
            models.CheckConstraint(
                name="dispatchchange_of_one",
                condition=Q(due_on__isnull=False, text=None) | Q(due_on=None, text__isnull=False),
            ),
            models.CheckConstraint(
                name="dispatchchange_made_when_ended",
                condition=Q(ended_at=None, made=None)
                | Q(ended_at__isnull=False, made__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dispatch_id} {self.due_on or 'text'}"
