"""Drafts of demands: what goes out once another person has approved it."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from alerts.deadlines.matter import Matter
from responsibility.organisation.posts.models import Post
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit
from responsibility.tasks.models import Task
from supervision.demands.models import Demand
from supervision.demands.states import OPEN_DRAFTS, DraftState

PERSON = settings.AUTH_USER_MODEL


class DemandDraftQuerySet(models.QuerySet):
    def visible_to(self, user, *, at: datetime) -> Self:
        """Those of the own posts, for the office those of the county. Whom they are to is not told
        of them."""
        standing = standing_of(user, at=at)
        return self.filter(
            Q(made_in__in=standing.own_posts) | Q(county_id__in=standing.office_counties)
        )

    def approved_by_others(self, user, *, at: datetime) -> Self:
        """Those that wait for an approval, of which `user` is not the author and not of the unit
        they are to: in the body where `user` may approve, and for the office all of the county."""
        standing = standing_of(user, at=at)
        waiting = self.filter(state=DraftState.WAITS).exclude(made_by=user.pk)
        return waiting.exclude(unit__in=standing.own_units).filter(
            Q(made_in__in=standing.confirm_posts) | Q(county_id__in=standing.office_counties)
        )

    def called(self, typed: str) -> Self:
        return self.filter(Q(text__icontains=typed) | Q(unit__name__icontains=typed))


class DemandDraft(Matter):
    """督办 that is not sent yet: to `post` of `unit`, out of `made_in`, about `tasks`.

    `text` and `reply_by` may be changed by who drafted it until it is approved. Approved, it is a
    `demand`. `nonce` comes from the form, so that a double tap makes one.
    """

    matter_kind = "demand_draft"

    county_id = models.BigIntegerField()
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    whole_unit = models.BooleanField()
    tasks = models.ManyToManyField(Task, related_name="demand_drafts")
    text = models.CharField(max_length=500)
    reply_by = models.DateField()
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_in = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    nonce = models.UUIDField()
    state = models.CharField(max_length=12, choices=DraftState, default=DraftState.WAITS)
    demand = models.OneToOneField(Demand, null=True, on_delete=models.PROTECT, related_name="draft")

    objects = DemandDraftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="demanddraft_once", fields=["made_by", "nonce", "post"]),
            models.CheckConstraint(
                name="demanddraft_of_another_post", condition=~Q(post=F("made_in"))
            ),
            models.CheckConstraint(
                name="demanddraft_approved_is_sent",
                condition=Q(state=DraftState.APPROVED, demand__isnull=False)
                | (~Q(state=DraftState.APPROVED) & Q(demand=None)),
            ),
        ]
        indexes = [models.Index(fields=["county_id", "-made_at"], name="demanddraft_of_county")]

    def __str__(self) -> str:
        return f"{self.post} {self.reply_by}"

    def get_absolute_url(self) -> str:
        return reverse("demand-draft", args=[self.pk])

    @property
    def whose_state(self) -> DraftState:
        return DraftState(self.state)

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_DRAFTS

    @classmethod
    def titles_of(cls, ids) -> dict[int, str]:
        return dict(cls.objects.filter(pk__in=ids).values_list("pk", "text"))

    @classmethod
    def pages_of(cls, ids) -> dict[int, str]:
        return {pk: reverse("demand-draft", args=[pk]) for pk in ids}
