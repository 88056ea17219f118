"""Demands (督办): that somebody answers by a day for what is open, with a lamp of its own."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, When
from django.urls import reverse
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from pages.lamp import Lamp
from pages.numbers import number
from responsibility.organisation.posts.models import Post
from responsibility.organisation.relations.acts import demanding_posts
from responsibility.organisation.standing import Standing, standing_of
from responsibility.owed.models import OwedByPost, OwedQuerySet
from responsibility.tasks.models import Task
from supervision.demands.kind import CALLED_OFF, GROUNDLESS
from supervision.demands.states import State
from supervision.objections.kind import UPHELD
from supervision.papers.audiences import AUDIENCES
from supervision.papers.numbers import ENDING, Numbered

PERSON = settings.AUTH_USER_MODEL


class DemandQuerySet(OwedQuerySet):
    def visible_to(self, user, *, at: datetime) -> Self:
        """Both sides: the post it is made to and who leads its unit, the post it was made in;
        the leader whose instruction it carries out, and the commission office of the county."""
        standing = standing_of(user, at=at)
        return self.filter(
            Q(post__in=standing.desk_posts)
            | Q(unit__in=standing.led_units)
            | Q(made_in__in=standing.own_posts)
            | Q(instructed__instruction__leader_post__in=standing.own_posts)
            | Q(county_id__in=standing.office_counties)
        )

    def made_by_posts_of(self, user, *, at: datetime) -> Self:
        """Those made in the posts of `user`, also by colleagues and predecessors."""
        return self.filter(made_in__in=standing_of(user, at=at).own_posts)

    def overdue(self, *, at: datetime) -> Self:
        """Those without an answer after their day."""
        return self.open_still().filter(late_at__lte=at)

    def to_decide(self) -> Self:
        """Those with an answer that nobody has accepted or sent back."""
        return self.filter(fulfilled_at__isnull=False, closed_at=None, exempt=False)

    def called(self, typed: str) -> Self:
        """Those whose text contains `typed`, or that have the number it ends in."""
        words, ending = Q(text__icontains=typed), ENDING.search(typed)
        digits = number(ending[1]) if ending else None
        return self.filter(words if digits is None else words | Q(number=digits))

    def decidable_by(self, user, *, at: datetime) -> Self:
        """Those on whose answer `user` decides, or that `user` may take back: of the posts in
        which they may demand, theirs or a predecessor's. Nobody decides on what is their own."""
        return self.filter(self.model.extends(user, at=at))

    def may_be_decided_by(self, user, *, at: datetime) -> Self:
        """Rows with `may_decide`: whether they are among those."""
        decides = Case(When(self.model.extends(user, at=at), then=True), default=False)
        return self.annotate(may_decide=decides)

    def with_state(self) -> Self:
        """Demands with `sent_back`: whether an answer was."""
        returned = DemandDecision.objects.filter(demand=OuterRef("pk"), accepted=False)
        return self.annotate(sent_back=Exists(returned))


class Demand(Numbered, OwedByPost):
    """督办: a post is to answer by the end of `due_on` for the tasks named (M000-05).

    `fulfilled_at` is the instant of the answer that stands: accepted, or not decided yet. Sent
    back, it stands no more, and the same clock goes on. `closed_at`: an answer was accepted.
    Withdrawn, it is exempt. `whole_unit`: the unit's principal officer answers for all that was
    overdue in it. The tasks stay those of the day it was made. `made_by` wrote it; where another
    person approved it (`approved_by`), it was sent by that, at `made_at`. `nonce` comes from the
    form, so that a double tap makes one.
    """

    matter_kind = "demand"
    kind_name = _("Demand")
    audiences = AUDIENCES
    shown_with = ("post__role_kind", "unit", "made_in__unit", "made_by")

    whole_unit = models.BooleanField()
    tasks = models.ManyToManyField(Task, through="DemandTask", related_name="demands")
    text = models.CharField(max_length=500)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_in = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="demands_made")
    approved_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    nonce = models.UUIDField()
    closed_at = models.DateTimeField(null=True)

    objects = DemandQuerySet.as_manager()

    class Meta(OwedByPost.Meta):
        constraints = [
            *OwedByPost.Meta.constraints,
            *Numbered.Meta.constraints,
            models.UniqueConstraint(name="demand_once", fields=["made_by", "nonce", "post"]),
            models.CheckConstraint(name="demand_of_another_post", condition=~Q(post=F("made_in"))),
            models.CheckConstraint(name="demand_says_what", condition=~Q(text="")),
            models.CheckConstraint(
                name="demand_approved_by_another",
                condition=Q(approved_by=None) | ~Q(approved_by=F("made_by")),
            ),
            models.CheckConstraint(
                name="demand_closed_when_answered",
                condition=Q(closed_at=None) | Q(fulfilled_at__isnull=False, exempt=False),
            ),
        ]
        indexes = [
            *OwedByPost.Meta.indexes,
            models.Index(fields=["county_id", "-made_at"], name="demand_of_county"),
        ]

    def __str__(self) -> str:
        return f"{self.post} {self.due_on}"

    @property
    def title(self) -> str:
        return self.text

    @property
    def state(self) -> State:
        """How far it is; of a row read `with_lamp` and `with_state`."""
        if self.exempt:
            ended = {CALLED_OFF: State.WITHDRAWN}
            ended |= dict.fromkeys([GROUNDLESS, UPHELD], State.GROUNDLESS)
            return ended.get(self.lamp_cause, State.NOT_OWED)
        if self.closed_at:
            return State.ACCEPTED
        if self.fulfilled_at:
            return State.ANSWERED
        if self.lamp_now == Lamp.RED:
            return State.OVERDUE
        return State.SENT_BACK if self.sent_back else State.AWAITED

    @property
    def act(self) -> tuple[str, str]:
        return self.get_absolute_url(), pgettext("verb", "Answer")

    @classmethod
    def extending(cls, standing: Standing) -> dict[str, frozenset[int]]:
        """Who demanded decides, in whichever post one may demand, and the leader whose instruction
        it carries out; nobody of the unit that answers, but where it was demanded within one
        unit."""
        return {
            "posts": demanding_posts(standing),
            "leaders": standing.own_posts,
            "own": standing.desk_posts | standing.log_posts,
            "units": standing.own_units,
        }

    @classmethod
    def extended_within(cls, *, posts, leaders, own, units) -> Q:
        foreign = ~Q(unit__in=units) | Q(unit=F("made_in__unit"))
        made = Q(made_in__in=posts) | Q(instructed__instruction__leader_post__in=leaders)
        return made & ~Q(post__in=own) & foreign

    def is_exempted_by(self, user, *, at: datetime) -> bool:
        """Nobody: a demand is withdrawn, by who made it."""
        return False

    @property
    def who_extends(self) -> str:
        return gettext("Who demanded it decides; the answer comes as a message.")

    def get_absolute_url(self) -> str:
        return reverse("demand", args=[self.pk])

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


class DemandDecision(models.Model):
    """That an answer was accepted, which closes the demand, or sent back with a `reason`."""

    demand = models.ForeignKey(Demand, on_delete=models.PROTECT, related_name="decisions")
    accepted = models.BooleanField()
    reason = models.CharField(max_length=500, blank=True)
    decided_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="demanddecision_accepted_once", fields=["demand"], condition=Q(accepted=True)
            ),
            models.CheckConstraint(
                name="demanddecision_says_why", condition=Q(accepted=True) | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.demand_id}: {self.accepted}"


class DemandReply(models.Model):
    """An answer to a demand. There may be several, and a `decision` is about all there are: until
    it comes they stand together, since the first of them."""

    demand = models.ForeignKey(Demand, on_delete=models.PROTECT, related_name="replies")
    text = models.TextField(max_length=2000)
    replied_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    replied_at = models.DateTimeField()
    nonce = models.UUIDField()
    decision = models.ForeignKey(
        DemandDecision, null=True, on_delete=models.PROTECT, related_name="replies"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(name="demandreply_once", fields=["replied_by", "nonce"]),
            models.CheckConstraint(name="demandreply_says_what", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"{self.demand_id}: {self.replied_at}"
