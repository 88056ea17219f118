"""Problems (问题台账): the case, what posts owe of it by a day, and its log."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from alerts.kinds.declared import Audience
from pages.numbers import number
from responsibility.organisation.posts.models import Post
from responsibility.organisation.relations.hears import AUDIENCES
from responsibility.organisation.standing import Standing, standing_of
from responsibility.organisation.units.models import Unit
from responsibility.owed.models import OwedByPost, OwedQuerySet
from supervision.papers.audiences import AUDIENCES as OF_WHAT_IS_ASKED
from supervision.papers.steps import Step
from supervision.problems.states import DECIDING, Act, Purpose, State
from supervision.problems.terms import Term

PERSON = settings.AUTH_USER_MODEL


def _owed_to(standing: Standing, person) -> Q:
    """What posts owe, seen from their side: the post, who leads the unit or is in charge of it,
    and the person named."""
    return (
        Q(post__in=standing.desk_posts)
        | Q(unit__in=standing.led_units | standing.charged_units)
        | Q(leader=person)
    )


class ProblemQuerySet(models.QuerySet):
    def visible_to(self, user, *, at: datetime) -> Self:
        """Who supervises the unit, who entered it, the office and leaders of the county; the unit
        only once it is assigned to it, and the unit that is asked to take it over (2.8)."""
        standing = standing_of(user, at=at)
        owed = Assignment.objects.filter(_owed_to(standing, user.pk), problem=OuterRef("pk"))
        return self.filter(
            Q(county_id__in=standing.face_counties)
            | Q(unit__in=standing.supervised_units)
            | Q(made_in__in=standing.own_posts)
            | Q(offered_to__in=standing.led_units)
            | Exists(owed)
        )

    def called(self, typed: str) -> Self:
        """Those whose number, title or unit contains `typed`."""
        words = Q(title__icontains=typed) | Q(unit__name__icontains=typed)
        numbered = number(typed.rpartition("-")[2])
        return self.filter(words if numbered is None else words | Q(number=numbered))

    def counted(self) -> Self:
        """Those that figures count: what was withdrawn was none."""
        return self.exclude(state=State.WITHDRAWN)

    def for_rows(self, *, now: datetime) -> Self:
        """Everything one row of a list shows; `current` with its lamp."""
        current = Assignment.objects.with_lamp(now=now).select_related("post__unit", "made_by")
        rows = self.select_related("unit", "source", "type", "severity", "made_by")
        return rows.prefetch_related(Prefetch("current", current))

    def with_lamp_at(self, lamp: str, *, now: datetime) -> Self:
        """Those of which what is owed now has that lamp."""
        return self.filter(current__in=Assignment.objects.with_lamp(now=now).filter(lamp_now=lamp))


class Problem(models.Model):
    """问题: found in a unit, numbered once for ever, rectified, verified, closed (M002-17).

    `current` is what is owed of it now, `offered_to` the unit that is asked to take it over. These
    and `state` change with each act, and each act leaves its step; `unit` changes only where
    another unit takes it over. `origin` is the number it had where it came from: a file brings it
    in once. `recurs` is the earlier problem that came back (edge case 52).
    """

    county_id = models.BigIntegerField()
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    source = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="+")
    type = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="+")
    severity = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    text = models.TextField(max_length=2000)
    basis = models.CharField(max_length=200, blank=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="problems")
    found_on = models.DateField()
    found_by = models.CharField(max_length=80, blank=True)
    origin = models.CharField(max_length=60, blank=True)
    recurs = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="recurrences"
    )
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_in = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    nonce = models.UUIDField()
    state = models.CharField(max_length=12, choices=State, default=State.FOUND)
    current = models.ForeignKey("Assignment", null=True, on_delete=models.PROTECT, related_name="+")
    offered_to = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)

    objects = ProblemQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="problem_number_once", fields=["county_id", "year", "number"]
            ),
            models.UniqueConstraint(name="problem_once", fields=["made_by", "nonce"]),
            models.UniqueConstraint(
                name="problem_origin_once",
                fields=["county_id", "source", "origin"],
                condition=~Q(origin=""),
            ),
            models.CheckConstraint(name="problem_says_what", condition=~Q(title="") & ~Q(text="")),
            models.CheckConstraint(
                name="problem_recurs_not_itself", condition=Q(recurs=None) | ~Q(recurs=F("pk"))
            ),
            models.CheckConstraint(
                name="problem_closed_says_when",
                condition=Q(state=State.CLOSED, closed_at__isnull=False)
                | (~Q(state=State.CLOSED) & Q(closed_at=None)),
            ),
        ]
        indexes = [
            models.Index(fields=["county_id", "-made_at"], name="problem_of_county"),
            models.Index(fields=["unit", "state"], name="problem_of_unit"),
        ]

    def __str__(self) -> str:
        return self.called

    def get_absolute_url(self) -> str:
        return reverse("problem", args=[self.pk])

    @property
    def called(self) -> str:
        """Its number as it is written."""
        return f"WT-{self.year}-{self.number:04d}"

    @property
    def whose_state(self) -> State:
        return State(self.state)


class ProblemStep(Step):
    """One act on a problem, and the state it left it in; never changed."""

    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="steps")
    act = models.CharField(max_length=24, choices=Act)
    state = models.CharField(max_length=12, choices=State)

    def __str__(self) -> str:
        return f"{self.problem_id}: {self.act}"


class AssignmentQuerySet(OwedQuerySet):
    def visible_to(self, user, *, at: datetime) -> Self:
        """Who owes it, who supervises the unit or assigned it, the county's office and leaders."""
        standing = standing_of(user, at=at)
        return self.filter(
            _owed_to(standing, user.pk)
            | Q(county_id__in=standing.face_counties)
            | Q(unit__in=standing.supervised_units)
            | Q(made_in__in=standing.own_posts)
        )

    def called(self, typed: str) -> Self:
        return self.filter(problem__title__icontains=typed)


class Assignment(OwedByPost):
    """交办: what a post owes of a problem by a day, with a lamp and a reply of its own.

    The supervising body sees to it and verifies; the unit rectifies and applies for closing; after
    the closing whoever verified looks back. `leader` is the one named as responsible. Declined,
    passed on or withdrawn, it is exempt.
    """

    matter_kind = "problem"
    kind_name = _("Problem")
    audiences = AUDIENCES | {Audience.ASKER: OF_WHAT_IS_ASKED[Audience.ASKER]}
    shown_with = ("post__role_kind", "unit", "problem")

    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="assignments")
    purpose = models.CharField(max_length=12, choices=Purpose)
    leader = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=500, blank=True)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_in = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    objects = AssignmentQuerySet.as_manager()

    class Meta(OwedByPost.Meta):
        constraints = [
            *OwedByPost.Meta.constraints,
            models.UniqueConstraint(
                name="assignment_one_open",
                fields=["problem", "purpose"],
                condition=Q(exempt=False, fulfilled_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.problem_id} {self.purpose} {self.due_on}"

    @property
    def title(self) -> str:
        return self.problem.title

    @property
    def is_decision(self) -> bool:
        """Whether somebody waits for it."""
        return self.purpose in DECIDING

    @property
    def kind_word(self) -> str:
        return f"{self.kind_name} · {self.get_purpose_display()}"

    @property
    def act(self) -> tuple[str, str]:
        return self.get_absolute_url(), pgettext("verb", "See to it")

    @property
    def who_extends(self) -> str:
        return gettext("The commission office or who supervises the unit decides.")

    def is_exempted_by(self, user, *, at: datetime) -> bool:
        """Nobody: a problem is closed out or withdrawn."""
        return False

    def get_absolute_url(self) -> str:
        return reverse("problem", args=[self.problem_id])

    @classmethod
    def titles_of(cls, ids) -> dict[int, str]:
        return dict(cls.objects.filter(pk__in=ids).values_list("pk", "problem__title"))

    @classmethod
    def pages_of(cls, ids) -> dict[int, str]:
        rows = cls.objects.filter(pk__in=ids).values_list("pk", "problem")
        return {pk: reverse("problem", args=[problem]) for pk, problem in rows}
