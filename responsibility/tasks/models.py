"""Tasks: one item for one post in one period, or a dispatched one; each has a lamp."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pages.address import address_of
from pages.lamp import Lamp
from pages.quarter import Quarter
from responsibility.lists.models import Category, DutyItem
from responsibility.organisation.bilingual import in_language
from responsibility.organisation.posts.models import Post, RoleKind
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit
from responsibility.owed.models import OwedByPost, OwedQuerySet
from responsibility.tasks.dispatches.models import Dispatch


class TaskQuerySet(OwedQuerySet):
    def visible_to(self, user, *, at: datetime) -> Self:
        """The tasks whose lamp and faces of records `user` may see (architecture 7)."""
        standing = standing_of(user, at=at)
        return self.filter(
            Q(post__in=standing.desk_posts)
            | Q(unit__in=standing.face_units)
            | Q(county_id__in=standing.face_counties)
        )

    def called(self, typed: str) -> Self:
        named = Q(text__icontains=typed) | Q(text_en__icontains=typed)
        items = DutyItem.objects.filter(named).values("pk")
        return self.filter(Q(item__in=items) | Q(dispatch__title__icontains=typed))

    def summed_for(self, user, *, at: datetime) -> Self:
        """The tasks of the units on whose leading team `user` sits: for the unit's summary that
        architecture 7 gives a team member, never as rows."""
        seats = standing_of(user, at=at).team_posts
        return self.filter(unit__in=Post.objects.filter(pk__in=seats).values("unit"))


class Task(OwedByPost):
    """A duty owed. Unit, category, role kind and required count stay as they were when made.

    `item_code` is the item's code, or "T-<dispatch>" for a dispatched task: unique with post and
    period start, so publishing twice doubles nothing; before a holiday with the `occasion`, "国庆节
    2026", whatever days the period had when it was made. A period is half-open: `period_end` is
    the first day after it. `owed_from` is given where the period had begun before the
    post owed the list: it asks the share from that day on (lists/pro_rata.py), and opens with it.
    """

    matter_kind = "task"
    kind_name = gettext_lazy("Task")
    read_with = ("item", "dispatch", "post", "unit")
    shown_with = ("item", "dispatch", "category", "post__role_kind", "unit")
    role_path = "role_kind"
    closes = True

    role_kind = models.ForeignKey(
        RoleKind, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    category = models.ForeignKey(
        Category, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    item = models.ForeignKey(DutyItem, null=True, on_delete=models.PROTECT, related_name="tasks")
    dispatch = models.ForeignKey(
        Dispatch, null=True, on_delete=models.PROTECT, related_name="tasks"
    )
    item_code = models.CharField(max_length=24)
    period_start = models.DateField()
    period_end = models.DateField()
    occasion = models.CharField(max_length=30, blank=True, default="", db_default="")
    count_basis = models.CharField(
        max_length=24, choices=DutyItem.CountBasis, default=DutyItem.CountBasis.RECORD
    )
    task_kind = models.CharField(max_length=12, choices=DutyItem.TaskKind)
    made_at = models.DateTimeField()
    owed_from = models.DateField(null=True)

    objects = TaskQuerySet.as_manager()

    class Meta(OwedByPost.Meta):
        constraints = [
            *OwedByPost.Meta.constraints,
            models.UniqueConstraint(
                name="task_once_a_period",
                fields=["post", "item_code", "period_start", "occasion"],
            ),
            models.UniqueConstraint(
                name="task_once_a_holiday",
                fields=["post", "item_code", "occasion"],
                condition=~Q(occasion=""),
            ),
            models.CheckConstraint(
                name="task_of_an_item_or_a_dispatch",
                condition=Q(item__isnull=False, dispatch=None)
                | Q(item=None, dispatch__isnull=False),
            ),
            models.CheckConstraint(
                name="task_period_in_order", condition=Q(period_end__gt=models.F("period_start"))
            ),
        ]
        indexes = [
            *OwedByPost.Meta.indexes,
            # Boards count a quarter's stored lamps from this index alone.
            models.Index(
                fields=["county_id", "due_on", "unit", "category"],
                include=["lamp", "opens_at", "period_end", "role_kind", "post"],
                name="task_counts",
            ),
            # What is overdue or due soon, of all years, is found and counted from this index alone.
            models.Index(
                fields=["lamp", "late_at"],
                include=[
                    "id",
                    "county_id",
                    "unit",
                    "post",
                    "role_kind",
                    "category",
                    "due_on",
                    "period_end",
                    "opens_at",
                    "closes_at",
                    "turns_at",
                ],
                name="task_attention",
                condition=Q(lamp__in=[Lamp.RED, Lamp.YELLOW]),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The item's text in the page's language, or the dispatched title."""
        if self.item_id:
            return in_language(self.item.text, self.item.text_en)
        return self.dispatch.title

    @property
    def kind_word(self) -> str:
        if self.dispatch_id and self.dispatch.planned:
            return _("item of a work plan")
        return str(self.shown_kind.label)

    @property
    def shown_kind(self) -> DutyItem.TaskKind:
        """Its kind on a screen. A list's item is an individual one only where it names units: what
        everybody of the role owes is common."""
        if self.item_id and not self.item.applies_to:
            return DutyItem.TaskKind.COMMON
        return DutyItem.TaskKind(self.task_kind)

    @property
    def act(self) -> tuple[str, str]:
        word = _("Enter late") if self.lamp_now == Lamp.RED else _("Log")
        return f"{reverse('record-new')}?task={self.pk}", word

    @property
    def who_extends(self) -> str:
        return _(
            "The commission office or the supervising body decides; the answer comes as a message."
        )

    @classmethod
    def in_quarter(cls, quarter: Quarter) -> Q:
        return quarter.tasks

    @classmethod
    def before_quarter(cls, quarter: Quarter) -> Q:
        """A day moved past the end of its period belongs to the period."""
        return Q(due_on__lt=quarter.start) | Q(period_end__lte=quarter.start)

    @property
    def own_warning(self) -> int | None:
        return self.item.warn_days if self.item else None

    @property
    def rolls_forward(self) -> bool:
        return self.item is None or self.item.rolls_forward

    @property
    def allows_zero_report(self) -> bool:
        """Whether "nothing of the kind this period" fulfils it."""
        return bool(self.item_id) and self.item.zero_report

    @property
    def restricted(self) -> bool:
        """Whether the bodies of its records need a named grant."""
        return bool(self.item_id) and self.item.sensitivity == DutyItem.Sensitivity.RESTRICTED

    @property
    def counts_people(self) -> bool:
        """Whether it counts distinct counterparts rather than records."""
        return self.count_basis != DutyItem.CountBasis.RECORD

    def get_absolute_url(self) -> str:
        return address_of("task", self.pk)

    def why_owed_by_nobody(self, *, now: datetime) -> str:
        if self.dispatch_id and self.dispatch.taken_back_at:
            return _("Its dispatch is taken back. It is owed again when that is given out again.")
        return super().why_owed_by_nobody(now=now)

    @classmethod
    def titles_of(cls, ids) -> dict[int, str]:
        tasks = cls.objects.filter(pk__in=ids).select_related("item", "dispatch")
        return {task.pk: task.title for task in tasks}

    @classmethod
    def pages_of(cls, ids) -> dict[int, str]:
        return {task_id: reverse("task", args=[task_id]) for task_id in ids}


class TaskCounterpart(models.Model):
    """Whom a per-person task must reach: fixed when the task is made (4/6 says who is missing).

    Exactly one of `post` (a team member, a head) and `unit` (a supervised unit) is given.
    """

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="counterparts")
    post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="taskcounterpart_post_once", fields=["task", "post"]),
            models.UniqueConstraint(name="taskcounterpart_unit_once", fields=["task", "unit"]),
            models.CheckConstraint(
                name="taskcounterpart_post_or_unit",
                condition=Q(post__isnull=False, unit=None) | Q(post=None, unit__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.unit or self.post)
