"""What somebody has to decide by a day: requests, answers, what a second person approves."""

from datetime import datetime
from functools import reduce
from operator import or_
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from alerts.kinds.collected import collected
from responsibility.organisation.posts.models import Post
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit
from responsibility.owed.models import OwedByPost, OwedQuerySet
from supervision.oversight.audiences import AUDIENCES
from supervision.oversight.matters import CLOSED, MATTERS, titled

PERSON = settings.AUTH_USER_MODEL


def _only(column: str) -> Q:
    return Q(**{f"{each}__isnull": each != column for each in MATTERS})


def _about(table: str) -> models.ForeignKey:
    return models.ForeignKey(table, null=True, on_delete=models.PROTECT, related_name="duties")


class DecisionDutyQuerySet(OwedQuerySet):
    def visible_to(self, user, *, at: datetime) -> Self:
        """The deciding post, who waits for it, the post concerned and who leads or supervises its
        unit or is in charge of it, the office and leaders of the county; of what is nobody else's
        yet only the first two."""
        standing = standing_of(user, at=at)
        others = (
            Q(concerned_post__in=standing.desk_posts)
            | Q(concerned_unit__in=standing.face_units)
            | Q(county_id__in=standing.face_counties)
        )
        of_others = others & Q(**dict.fromkeys(CLOSED))
        return self.filter(Q(post__in=standing.desk_posts) | Q(asked_by=user.pk) | of_others)

    def called(self, typed: str) -> Self:
        return self.filter(subject__icontains=typed)


class DecisionDuty(OwedByPost):
    """待决事项: that a post decides by the end of `due_on`.

    About one of several things (matters.py). `post` is the deciding one; others with the right may
    decide as well, and then it is decided. `concerned_unit` is whose matter it is, `concerned_post`
    where it is that of one post; `asked_by` waits for it; `subject` is what it was called then.
    Taken back, or of no use any more, it is exempt.
    """

    matter_kind = "decision"
    kind_name = _("Matter to decide")
    audiences = AUDIENCES
    shown_with = ("post__role_kind", "unit", "concerned_unit", "concerned_post", "asked_by",
                  "transfer")  # fmt: skip

    extension = _about("alerts.Extension")
    demand = _about("supervision.Demand")
    transfer = _about("supervision.ProblemTransfer")
    draft = _about("supervision.DemandDraft")
    proposal = _about("responsibility.ItemProposal")
    version = _about("responsibility.DutyList")
    power = _about("responsibility.PowerChange")
    reset = _about("responsibility.FactorReset")
    cards = _about("responsibility.CardIssue")
    plan = _about("responsibility.WorkPlan")
    subject = models.CharField(max_length=200)
    concerned_post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    concerned_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    objects = DecisionDutyQuerySet.as_manager()

    class Meta(OwedByPost.Meta):
        verbose_name_plural = "decision duties"
        constraints = [
            *OwedByPost.Meta.constraints,
            models.CheckConstraint(
                name="decisionduty_about_one_thing",
                condition=reduce(or_, (_only(column) for column in MATTERS)),
            ),
            models.CheckConstraint(
                name="decisionduty_of_another_post",
                condition=Q(concerned_post=None) | ~Q(post=models.F("concerned_post")),
            ),
            *(
                models.UniqueConstraint(
                    name=f"decisionduty_of_{column}_open_once",
                    fields=[column],
                    condition=Q(exempt=False, fulfilled_at=None),
                )
                for column in MATTERS
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.due_on}"

    @property
    def column(self) -> str:
        """That which names what it is about."""
        return next(name for name in MATTERS if getattr(self, f"{name}_id"))

    @property
    def about(self) -> str:
        """What is to be decided on."""
        return str(MATTERS[self.column].word)

    @property
    def cause(self) -> str:
        """What turned its lamp last, in words."""
        return str(collected().causes[self.lamp_cause])

    @property
    def title(self) -> str:
        return titled(self.column, self.subject)

    @property
    def kind_word(self) -> str:
        return f"{self.kind_name} · {self.about}"

    @property
    def act(self) -> tuple[str, str]:
        of = self.transfer.problem_id if self.transfer else getattr(self, f"{self.column}_id")
        address = MATTERS[self.column].address(of)
        return address, pgettext("verb", "Decide")

    @property
    def who_extends(self) -> str:
        return self.why_not_extended()

    def why_not_extended(self) -> str:
        """Else a request would wait for a request."""
        return gettext("The time to decide is not extended.")

    def is_exempted_by(self, user, *, at: datetime) -> bool:
        """Nobody: it is decided."""
        return False

    def get_absolute_url(self) -> str:
        return reverse("decision", args=[self.pk])

    @classmethod
    def titles_of(cls, ids) -> dict[int, str]:
        return {row.pk: row.title for row in cls.objects.filter(pk__in=ids)}

    @classmethod
    def pages_of(cls, ids) -> dict[int, str]:
        return {pk: reverse("decision", args=[pk]) for pk in ids}
