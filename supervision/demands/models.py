"""Demands (督办): that somebody answers by a day for what is open. Written once, never changed."""

from datetime import date, datetime
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from alerts.kinds.declared import Audience
from alerts.reminders.matter import Matter, Pairs, Subject
from pages.days import day_of
from responsibility.organisation.posts.models import Post
from responsibility.organisation.relations.hears import of_post, principals
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit
from responsibility.tasks.models import Task

PERSON = settings.AUTH_USER_MODEL


class DemandQuerySet(models.QuerySet):
    def visible_to(self, user, *, at: datetime) -> Self:
        """Both sides: the post it is made to and who leads its unit, the post it was made in;
        and the commission office of the county."""
        standing = standing_of(user, at=at)
        return self.filter(
            Q(post__in=standing.desk_posts)
            | Q(unit__in=standing.led_units)
            | Q(made_in__in=standing.own_posts)
            | Q(county_id__in=standing.office_counties)
        )

    def on_desk_of(self, user, *, at: datetime) -> Self:
        """Those made to the posts on the desk of `user`."""
        return self.filter(post__in=standing_of(user, at=at).desk_posts)

    def made_by_posts_of(self, user, *, at: datetime) -> Self:
        """Those made in the posts of `user`, also by colleagues and predecessors."""
        return self.filter(made_in__in=standing_of(user, at=at).own_posts)

    def with_state(self) -> Self:
        """Demands with `answered`: whether there is an answer."""
        replies = DemandReply.objects.filter(demand=OuterRef("pk"))
        return self.annotate(answered=Exists(replies))

    def unanswered(self) -> Self:
        return self.with_state().filter(answered=False)

    def overdue(self, *, at: datetime) -> Self:
        """Unanswered after their day."""
        return self.unanswered().filter(reply_by__lt=day_of(at))


def _principals(demands: models.QuerySet, at: datetime) -> Pairs:
    return principals(demands, at=at, but_person="made_by")


class Demand(Matter):
    """督办: a post is to answer by the end of `reply_by` for the tasks named (M000-05).

    `whole_unit`: the unit's principal officer answers for all that was overdue in it. The tasks
    stay those of the day it was made. `nonce` comes from the form, so that a double tap makes one.
    """

    matter_kind = "demand"
    audiences: ClassVar = {
        Audience.HOLDER: lambda demands, at: of_post(demands, at=at),
        Audience.PRINCIPAL: _principals,
    }

    county_id = models.BigIntegerField()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="demands")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="demands")
    whole_unit = models.BooleanField()
    tasks = models.ManyToManyField(Task, through="DemandTask", related_name="demands")
    text = models.CharField(max_length=500)
    reply_by = models.DateField()
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_in = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="demands_made")
    made_at = models.DateTimeField()
    nonce = models.UUIDField()

    objects = DemandQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="demand_once", fields=["made_by", "nonce", "post"]),
            models.CheckConstraint(name="demand_of_another_post", condition=~Q(post=F("made_in"))),
            models.CheckConstraint(name="demand_says_what", condition=~Q(text="")),
        ]
        indexes = [models.Index(fields=["county_id", "-made_at"], name="demand_of_county")]

    def __str__(self) -> str:
        return f"{self.post} {self.reply_by}"

    def get_absolute_url(self) -> str:
        return reverse("demand", args=[self.pk])

    def is_overdue(self, today: date) -> bool:
        """Whether its day is over without an answer; of a row read `with_state`."""
        return not self.answered and self.reply_by < today

    @classmethod
    def subjects_of(cls, ids, *, at: datetime) -> dict[int, Subject]:
        """A message says by which day the answer is wanted."""
        days = cls.objects.filter(pk__in=ids).values_list("pk", "reply_by")
        return {pk: Subject(due_on=day) for pk, day in days}

    @classmethod
    def titles_of(cls, ids) -> dict[int, str]:
        return dict(cls.objects.filter(pk__in=ids).values_list("pk", "text"))

    @classmethod
    def pages_of(cls, ids) -> dict[int, str]:
        return {demand_id: reverse("demand", args=[demand_id]) for demand_id in ids}


class DemandTask(models.Model):
    """One of the tasks a demand is about."""

    demand = models.ForeignKey(Demand, on_delete=models.PROTECT, related_name="about")
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(name="demandtask_once", fields=["demand", "task"])]

    def __str__(self) -> str:
        return f"{self.demand_id}: {self.task_id}"


class DemandReply(models.Model):
    """An answer to a demand; there may be several, the first one answers it."""

    demand = models.ForeignKey(Demand, on_delete=models.PROTECT, related_name="replies")
    text = models.TextField(max_length=2000)
    replied_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    replied_at = models.DateTimeField()
    nonce = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="demandreply_once", fields=["replied_by", "nonce"]),
            models.CheckConstraint(name="demandreply_says_what", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"{self.demand_id}: {self.replied_at}"
