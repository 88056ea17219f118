"""Spot checks (抽查核实): the case, what posts owe of it by a day, and its log (M000-16)."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from pages.numbers import number
from responsibility.organisation.posts.models import Post
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit
from responsibility.owed.models import OwedByPost, OwedQuerySet
from responsibility.records.models import DutyRecord
from supervision.checks.draws.models import CheckDraw
from supervision.checks.states import Act, Purpose, State
from supervision.papers.steps import Step

PERSON = settings.AUTH_USER_MODEL


class SpotCheckQuerySet(models.QuerySet):
    def visible_to(self, user, *, at: datetime) -> Self:
        """Who supervises the unit or checks, the office and leaders of the county; the owner's
        post, who lodged the record, and who leads the unit or is in charge of it (2.8)."""
        standing = standing_of(user, at=at)
        return self.filter(
            Q(county_id__in=standing.face_counties)
            | Q(unit__in=standing.face_units)
            | Q(made_in__in=standing.own_posts)
            | Q(post__in=standing.desk_posts)
            | Q(record__lodged_by=user.pk)
        )

    def called(self, typed: str) -> Self:
        """Those whose number or unit contains `typed`."""
        words = Q(unit__name__icontains=typed) | Q(post__title__icontains=typed)
        digits = number(typed.rpartition("-")[2])
        return self.filter(words if digits is None else words | Q(number=digits))

    def for_rows(self, *, now: datetime) -> Self:
        """Everything one row of a list shows: `owed_id`, what is owed of it next, too."""
        owed = CheckDuty.objects.filter(spot_check=OuterRef("pk")).open_still()
        rows = self.select_related("unit", "post", "record", "made_by", "made_in__unit", "draw")
        return rows.annotate(owed_id=Subquery(owed.order_by("late_at", "pk").values("pk")[:1]))


class SpotCheck(models.Model):
    """抽查核实: whether a lodged record is true and documented. Opened by a checker, or drawn.

    `record` is the version that was lodged when it was opened; a correction is checked with it.
    `state` changes with each act, and each act leaves its step.
    """

    county_id = models.BigIntegerField()
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    record = models.OneToOneField(DutyRecord, on_delete=models.PROTECT, related_name="spot_check")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="spot_checks")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="spot_checks")
    draw = models.ForeignKey(CheckDraw, null=True, on_delete=models.PROTECT, related_name="checks")
    turn = models.PositiveSmallIntegerField(null=True)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_in = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=State)

    objects = SpotCheckQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="spotcheck_number_once", fields=["county_id", "year", "number"]
            ),
            models.CheckConstraint(
                name="spotcheck_drawn_has_a_turn",
                condition=Q(draw=None, turn=None) | Q(draw__isnull=False, turn__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["county_id", "-made_at"], name="spotcheck_of_county"),
            models.Index(fields=["unit", "state"], name="spotcheck_of_unit"),
        ]

    def __str__(self) -> str:
        return self.called

    def get_absolute_url(self) -> str:
        return reverse("check", args=[self.pk])

    @property
    def called(self) -> str:
        """Its number as it is written."""
        return f"CC-{self.year}-{self.number:04d}"

    @property
    def whose_state(self) -> State:
        return State(self.state)


class CheckStep(Step):
    """One act on a spot check, and the state it left it in; never changed."""

    spot_check = models.ForeignKey(SpotCheck, on_delete=models.PROTECT, related_name="steps")
    act = models.CharField(max_length=24, choices=Act)
    state = models.CharField(max_length=12, choices=State)

    def __str__(self) -> str:
        return f"{self.spot_check_id}: {self.act}"


class CheckDutyQuerySet(OwedQuerySet):
    def visible_to(self, user, *, at: datetime) -> Self:
        """Who sees the spot check, and who owes it."""
        checks = SpotCheck.objects.visible_to(user, at=at)
        posts = standing_of(user, at=at).desk_posts
        return self.filter(Q(spot_check__in=checks.values("pk")) | Q(post__in=posts))

    def called(self, typed: str) -> Self:
        return self.filter(spot_check__in=SpotCheck.objects.called(typed).values("pk"))


class CheckDuty(OwedByPost):
    """What a post owes of a spot check by a day: whose record it is a reply, and after
    "insufficient" a correction; the body that checks the conclusion."""

    matter_kind = "check"
    kind_name = _("Spot check")
    shown_with = ("post__role_kind", "unit", "spot_check")

    spot_check = models.ForeignKey(SpotCheck, on_delete=models.PROTECT, related_name="duties")
    purpose = models.CharField(max_length=12, choices=Purpose)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_in = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    objects = CheckDutyQuerySet.as_manager()

    class Meta(OwedByPost.Meta):
        verbose_name_plural = "check duties"
        constraints = [
            *OwedByPost.Meta.constraints,
            models.UniqueConstraint(
                name="checkduty_one_open",
                fields=["spot_check", "purpose"],
                condition=Q(exempt=False, fulfilled_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.spot_check_id} {self.purpose} {self.due_on}"

    @property
    def title(self) -> str:
        return self.spot_check.called

    @property
    def kind_word(self) -> str:
        return f"{self.kind_name} · {self.get_purpose_display()}"

    @property
    def act(self) -> tuple[str, str]:
        return self.get_absolute_url(), pgettext("verb", "See to it")

    @property
    def who_extends(self) -> str:
        return gettext("The commission office or who supervises the unit decides.")

    def why_not_extended(self) -> str:
        """The clock of the tasks stands still until the day on which it is made good, no longer."""
        if self.purpose == Purpose.CORRECT:
            return gettext("The time to make it good is not extended.")
        return ""

    def is_exempted_by(self, user, *, at: datetime) -> bool:
        """Nobody: a spot check is concluded."""
        return False

    def get_absolute_url(self) -> str:
        return reverse("check", args=[self.spot_check_id])

    @classmethod
    def titles_of(cls, ids) -> dict[int, str]:
        rows = cls.objects.filter(pk__in=ids).select_related("spot_check")
        return {row.pk: row.title for row in rows}

    @classmethod
    def pages_of(cls, ids) -> dict[int, str]:
        rows = cls.objects.filter(pk__in=ids).values_list("pk", "spot_check")
        return {pk: reverse("check", args=[check_id]) for pk, check_id in rows}
