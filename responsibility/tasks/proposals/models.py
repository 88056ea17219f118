"""Proposals of individual items, and what was decided on each."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from alerts.deadlines.matter import Matter
from responsibility.lists.models import Category
from responsibility.organisation.posts.models import Post
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit
from responsibility.tasks.dispatches.models import Dispatch
from responsibility.tasks.proposals.proposing import units_proposed_for

PERSON = settings.AUTH_USER_MODEL
WAITS = Q(decided_at=None, taken_back_at=None)


class ItemProposalQuerySet(models.QuerySet):
    def visible_to(self, user, *, at: datetime) -> Self:
        """Those of the own county for its commission office; else those of the units for which the
        person may propose, and one's own."""
        standing = standing_of(user, at=at)
        units = units_proposed_for(user, at=at)
        return self.filter(
            Q(county__in=standing.office_counties) | Q(unit__in=units) | Q(proposed_by=user.pk)
        )

    def managed_by(self, user, *, at: datetime) -> Self:
        """Those of the counties whose commission office `user` works in."""
        return self.filter(county__in=standing_of(user, at=at).office_counties)

    def waiting(self) -> Self:
        """Those on which the office has still to decide."""
        return self.filter(WAITS)


class ItemProposal(Matter):
    """An item that a unit proposes for posts of its own, with its ground.

    `text` is what is to be done by the end of `due_on`, `required` times; `ground` says in words
    what it follows from, `ground_kind` of what kind that is. Another person of the commission
    office approves it, and it is given out (`dispatch`) as an individual task, or returns it with
    a `reason`. Until then who proposed it may take it back.
    """

    class Ground(models.TextChoices):
        PROBLEM = "problem", _("a problem")
        RISK = "risk", _("a risk")
        TAG = "tag", _("a mark of the unit")
        OTHER = "other", _("something else")

    matter_kind = "proposal"

    county = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    posts = models.ManyToManyField(Post, related_name="+")
    text = models.CharField(max_length=100)
    measure = models.CharField(max_length=500, blank=True)
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    required = models.PositiveSmallIntegerField(default=1)
    ground_kind = models.CharField(max_length=8, choices=Ground)
    ground = models.CharField(max_length=500)
    proposed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    dispatch = models.OneToOneField(
        Dispatch, null=True, on_delete=models.PROTECT, related_name="proposal"
    )
    reason = models.CharField(max_length=500, null=True)  # noqa: DJ001 - null is no return

    objects = ItemProposalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="itemproposal_decided_by_another",
                condition=Q(decided_by=None) | ~Q(decided_by=F("proposed_by")),
            ),
            models.CheckConstraint(
                name="itemproposal_decided_one_way",
                condition=Q(decided_at=None, decided_by=None, dispatch=None, reason=None)
                | Q(
                    decided_at__isnull=False,
                    decided_by__isnull=False,
                    dispatch__isnull=False,
                    reason=None,
                    taken_back_at=None,
                )
                | Q(
                    decided_at__isnull=False,
                    decided_by__isnull=False,
                    dispatch=None,
                    reason__isnull=False,
                    taken_back_at=None,
                ),
            ),
            models.CheckConstraint(
                name="itemproposal_asks_for_something", condition=Q(required__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("proposal", args=[self.pk])

    @property
    def waits(self) -> bool:
        """Whether the office has still to decide."""
        return self.decided_at is None and self.taken_back_at is None

    @property
    def state(self) -> str:
        """ "waiting", "approved", "returned" or "taken_back"."""
        if self.taken_back_at:
            return "taken_back"
        if self.decided_at is None:
            return "waiting"
        return "approved" if self.dispatch_id else "returned"

    @classmethod
    def titles_of(cls, ids) -> dict[int, str]:
        return dict(cls.objects.filter(pk__in=ids).values_list("pk", "text"))

    @classmethod
    def pages_of(cls, ids) -> dict[int, str]:
        return {pk: reverse("proposal", args=[pk]) for pk in ids}
