"""Objections (异议): what is contested, decided by a day by somebody else than who decided."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from pages.lamp import Lamp
from pages.numbers import number
from responsibility.organisation.posts.models import Post
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit
from responsibility.owed.models import OwedByPost, OwedQuerySet
from responsibility.tasks.models import Task
from supervision.checks.findings import Conclusion
from supervision.demands.models import Demand
from supervision.objections.audiences import AUDIENCES
from supervision.objections.bars import ObjectionBar
from supervision.objections.kind import WITHDRAWN
from supervision.objections.states import Ruling, State, What
from supervision.problems.models import Problem
from supervision.problems.rectification import CloseOut

PERSON = settings.AUTH_USER_MODEL
CONTESTED = [what.value for what in What]


def _exactly_one() -> Q:
    """That one of the columns names what is contested, and no other."""
    either = Q()
    for column in CONTESTED:
        either |= Q(**{f"{other}__isnull": other != column for other in CONTESTED})
    return either


class ObjectionQuerySet(OwedQuerySet):
    def visible_to(self, user, *, at: datetime) -> Self:
        """Both sides and who decides: who objected, the post concerned and who leads or supervises
        its unit, who made what is contested, the deciding post, the office of the county."""
        standing = standing_of(user, at=at)
        made = ObjectionBar.objects.filter(objection=OuterRef("pk"), person=user.pk)
        return self.filter(
            Q(made_by=user.pk)
            | Q(concerned_post__in=standing.desk_posts)
            | Q(concerned_unit__in=standing.led_units | standing.supervised_units)
            | Q(post__in=standing.own_posts)
            | Q(county_id__in=standing.office_counties)
            | Exists(made)
        )

    def called(self, typed: str) -> Self:
        """Those whose number, matter or unit contains `typed`."""
        words = Q(subject__icontains=typed) | Q(concerned_unit__name__icontains=typed)
        numbered = number(typed.rpartition("-")[2])
        return self.filter(words if numbered is None else words | Q(number=numbered))

    def undecided(self) -> Self:
        return self.filter(fulfilled_at=None, exempt=False)

    def with_state(self) -> Self:
        """Rows with their `ruling`, None where nothing is decided."""
        return self.annotate(ruling=F("decision__ruling"))


class Objection(OwedByPost):
    """异议: that a post decides by the end of `due_on` on what somebody contests (M002-06).

    `post` is the deciding one; `concerned_post` and `concerned_unit` are those whose matter it is.
    Exactly one of task, demand, problem, close-out and conclusion is contested; `subject` is what
    it was called then. A `review` (复核) follows an earlier one that was not upheld in full.
    Withdrawn, or left by a closed post, it is exempt. `nonce` comes from the form, so that a
    double tap makes one.
    """

    matter_kind = "objection"
    kind_name = _("Objection")
    audiences = AUDIENCES
    shown_with = ("post__role_kind", "unit", "post__unit", "concerned_unit", "concerned_post",
                  "made_by")  # fmt: skip

    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    task = models.ForeignKey(Task, null=True, on_delete=models.PROTECT, related_name="objections")
    demand = models.ForeignKey(
        Demand, null=True, on_delete=models.PROTECT, related_name="objections"
    )
    problem = models.ForeignKey(
        Problem, null=True, on_delete=models.PROTECT, related_name="objections"
    )
    close_out = models.ForeignKey(
        CloseOut, null=True, on_delete=models.PROTECT, related_name="objections"
    )
    conclusion = models.ForeignKey(
        Conclusion, null=True, on_delete=models.PROTECT, related_name="objections"
    )
    earlier = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="review"
    )
    subject = models.CharField(max_length=200)
    concerned_post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    concerned_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    wish = models.CharField(max_length=200)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    nonce = models.UUIDField()

    ruling: str | None  # of a row read `with_state`

    objects = ObjectionQuerySet.as_manager()

    class Meta(OwedByPost.Meta):
        constraints = [
            *OwedByPost.Meta.constraints,
            models.UniqueConstraint(name="objection_once", fields=["made_by", "nonce"]),
            models.UniqueConstraint(
                name="objection_number_once", fields=["county_id", "year", "number"]
            ),
            models.CheckConstraint(name="objection_to_exactly_one", condition=_exactly_one()),
            models.CheckConstraint(
                name="objection_decided_elsewhere", condition=~Q(post=F("concerned_post"))
            ),
            models.CheckConstraint(name="objection_says_what", condition=~Q(wish="")),
            *(
                models.UniqueConstraint(
                    name=f"objection_to_{column}_open_once",
                    fields=[column],
                    condition=Q(exempt=False, fulfilled_at=None),
                )
                for column in CONTESTED
            ),
        ]
        indexes = [
            *OwedByPost.Meta.indexes,
            models.Index(fields=["county_id", "-made_at"], name="objection_of_county"),
            models.Index(fields=["concerned_unit", "-made_at"], name="objection_about_unit"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Its number as it is written."""
        return f"YY-{self.year}-{self.number:04d}"

    @property
    def what(self) -> What:
        return next(What(name) for name in CONTESTED if getattr(self, f"{name}_id"))

    @property
    def contested_id(self) -> int:
        return getattr(self, f"{self.what.value}_id")

    @property
    def title(self) -> str:
        return gettext("Objection: %(what)s") % {"what": self.subject}

    @property
    def kind_word(self) -> str:
        return str(_("Review") if self.earlier_id else self.kind_name)

    @property
    def is_undecided(self) -> bool:
        return not (self.exempt or self.fulfilled_at)

    @property
    def has_lapsed(self) -> bool:
        """Whether its deciding post was closed before it decided."""
        return self.exempt and self.lamp_cause != WITHDRAWN

    @property
    def state(self) -> State:
        """How far it is; of a row read `with_lamp` and `with_state`."""
        if self.exempt:
            return State.LAPSED if self.has_lapsed else State.WITHDRAWN
        if self.ruling:
            return Ruling(self.ruling).state
        return State.OVERDUE if self.lamp_now == Lamp.RED else State.OPEN

    @property
    def act(self) -> tuple[str, str]:
        return self.get_absolute_url(), pgettext("verb", "Decide")

    @property
    def who_extends(self) -> str:
        return gettext("The commission office or who supervises the unit decides.")

    def is_exempted_by(self, user, *, at: datetime) -> bool:
        """Nobody: an objection is decided on, or withdrawn by who made it."""
        return False

    def get_absolute_url(self) -> str:
        return reverse("objection", args=[self.pk])

    @classmethod
    def titles_of(cls, ids) -> dict[int, str]:
        rows = cls.objects.filter(pk__in=ids).values_list("pk", "subject")
        return {pk: gettext("Objection: %(what)s") % {"what": subject} for pk, subject in rows}

    @classmethod
    def pages_of(cls, ids) -> dict[int, str]:
        return {pk: reverse("objection", args=[pk]) for pk in ids}
