"""Yearly plans (年度工作计划): their items, what was done with them, progress beside records."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse

from alerts.deadlines.matter import Matter
from alerts.decisions.submitted import SubmittedDraft
from responsibility.lists.models import Category
from responsibility.organisation.posts.models import Post
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit
from responsibility.tasks.dispatches.models import Dispatch

PERSON = settings.AUTH_USER_MODEL
# Issued, and not sent yet.
WAITS = Q(goes_at__isnull=False, sent_at=None)


class WorkPlanQuerySet(models.QuerySet):
    def visible_to(self, user, *, at: datetime) -> Self:
        """Drafts and all others of the county for its commission office; for everybody else the
        plans sent out of which they see an item."""
        items = PlanItem.objects.visible_to(user, at=at)
        return self.filter(_managed(user, at) | Q(pk__in=items.values("plan")))

    def managed_by(self, user, *, at: datetime) -> Self:
        """Those of the counties whose commission office `user` works in."""
        return self.filter(_managed(user, at))


def _managed(user, at: datetime) -> Q:
    return Q(county__in=standing_of(user, at=at).office_counties)


class WorkPlan(SubmittedDraft, Matter):
    """One plan of a year: `unit` issues it, the commission office keeps it.

    It is drafted, submitted, then returned or issued by another person of the office than any of
    its `authors` (ids), and sent at `goes_at`: then its items are given out. Until then the issue
    can be taken back as if it had never been, and the plan is a draft again.
    """

    matter_kind = "plan"

    county = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="work_plans")
    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=100)
    document_number = models.CharField(max_length=60, blank=True)
    authors = ArrayField(models.BigIntegerField(), default=list)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    issued_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField(null=True)
    goes_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    objects = WorkPlanQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["goes_at"], name="workplan_waits", condition=WAITS)]
        constraints = [
            models.UniqueConstraint(
                name="workplan_once_a_year", fields=["county", "unit", "year", "title"]
            ),
            models.CheckConstraint(
                name="workplan_issued_in_full",
                condition=Q(issued_by=None, issued_at=None, goes_at=None, sent_at=None)
                | Q(issued_by__isnull=False, issued_at__isnull=False, goes_at__isnull=False),
            ),
            models.CheckConstraint(
                name="workplan_issued_by_another",
                condition=Q(issued_by=None) | ~Q(authors__contains=[F("issued_by")]),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("plan", args=[self.pk])

    @classmethod
    def titles_of(cls, ids) -> dict[int, str]:
        return dict(cls.objects.filter(pk__in=ids).values_list("pk", "title"))

    @classmethod
    def pages_of(cls, ids) -> dict[int, str]:
        return {pk: reverse("plan", args=[pk]) for pk in ids}

    @property
    def is_draft(self) -> bool:
        """Whether it may be changed."""
        return self.issued_at is None and self.submitted_at is None

    @property
    def is_submitted(self) -> bool:
        """Whether it waits to be issued or returned."""
        return self.issued_at is None and self.submitted_at is not None

    @property
    def waits(self) -> bool:
        """Whether it is issued and has yet to go out."""
        return self.issued_at is not None and self.sent_at is None


class PlanItemQuerySet(models.QuerySet):
    def visible_to(self, user, *, at: datetime) -> Self:
        """All of the county for its commission office. Of plans sent out: items that a post of the
        person leads, pushes or carries out, those carried out in units whose lamps are open to the
        person; the parts of all these, and what they are a part of."""
        standing = standing_of(user, at=at)
        sent = Q(plan__sent_at__isnull=False)
        own = (
            Q(leads__in=standing.desk_posts)
            | Q(pushes__in=standing.desk_posts)
            | Q(carries_out__in=standing.desk_posts)
            | Q(carries_out__unit__in=standing.face_units)
            | Q(plan__county__in=standing.leader_counties)
        )
        rows = PlanItem.objects.filter(own, sent)
        near = Q(parent__in=rows.values("pk")) | Q(pk__in=rows.values("parent"))
        managed = Q(plan__county__in=standing.office_counties)
        return self.filter(managed | sent & (own | near))

    def managed_by(self, user, *, at: datetime) -> Self:
        """Those of the county's office."""
        return self.filter(plan__county__in=standing_of(user, at=at).office_counties)

    def carried_out_by(self, user, *, at: datetime) -> Self:
        """Those sent out that a post of the person carries out, for which the person may log."""
        posts = standing_of(user, at=at).log_posts
        return self.filter(carries_out__in=posts, plan__sent_at__isnull=False)

    def led_by(self, user, *, at: datetime) -> Self:
        """Those sent out and not withdrawn that a post of the person leads overall (抓总)."""
        return self.filter(
            leads__in=standing_of(user, at=at).desk_posts,
            plan__sent_at__isnull=False, withdrawn_at=None,
        )  # fmt: skip

    def pushed_by(self, user, *, at: datetime) -> Self:
        """The same of those it pushes (推动)."""
        return self.filter(
            pushes__in=standing_of(user, at=at).desk_posts,
            plan__sent_at__isnull=False, withdrawn_at=None,
        )  # fmt: skip

    def in_order(self) -> Self:
        """As they stand in their plan: each with its parts behind it."""
        place = Coalesce("parent__number", "number")
        return self.order_by("plan", place, F("parent").asc(nulls_first=True), "number")


class PlanItem(models.Model):
    """One thing that a plan asks for: who leads overall (抓总), pushes (推动), carries out (落实).

    Given out, carrying it out is the task of its `dispatch` (docs/decisions/0028): lamp, reminders,
    records, extension are that task's. A part (`parent`) is what a lower unit does of it, due no
    later; it is led and pushed as the whole, and turns nothing of it. `number` is the place in the
    plan, of a part the place in its item.
    """

    plan = models.ForeignKey(WorkPlan, on_delete=models.PROTECT, related_name="items")
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="parts")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=100)
    goal = models.CharField(max_length=300, blank=True)
    measures = models.CharField(max_length=1000, blank=True)
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    leads = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    pushes = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    carries_out = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    dispatch = models.OneToOneField(
        Dispatch, null=True, on_delete=models.PROTECT, related_name="plan_item"
    )
    withdrawn_at = models.DateTimeField(null=True)

    # Of a row that is shown: given by rows.with_lamps and page.plan_page.folded.
    task: Any
    lamp_word = newest = who_leads = who_pushes = who_carries_out = ""
    shown_parts: Sequence["PlanItem"] = ()
    parts_done = 0

    objects = PlanItemQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="planitem_number_once", fields=["plan", "number"], condition=Q(parent=None)
            ),
            models.UniqueConstraint(name="planitem_part_once", fields=["parent", "number"]),
            models.CheckConstraint(
                name="planitem_led_or_a_part",
                condition=Q(parent=None, leads__isnull=False)
                | Q(parent__isnull=False, leads=None, pushes=None),
            ),
            models.CheckConstraint(
                name="planitem_withdrawn_once_given",
                condition=Q(withdrawn_at=None) | Q(dispatch__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("plan-item", args=[self.pk])

    @property
    def whole(self) -> "PlanItem":
        """The item it is a part of, or itself: who leads and pushes stands there."""
        return self.parent or self

    @property
    def label(self) -> str:
        """Its number as it is cited: "3", of a part "3.2"."""
        return f"{self.parent.number}.{self.number}" if self.parent else str(self.number)
