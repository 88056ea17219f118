"""Checkups (政治体检): the case, what a post owes of it by a day, and its log (M000-23)."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from alerts.kinds.declared import Audience
from pages.numbers import number
from responsibility.organisation.posts.models import Post
from responsibility.organisation.relations.hears import AUDIENCES
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit
from responsibility.owed.models import OwedByPost, OwedQuerySet
from supervision.checkups.states import Act, Purpose, State, Way
from supervision.checkups.template.models import TemplateVersion
from supervision.papers.audiences import AUDIENCES as OF_WHAT_IS_ASKED

PERSON = settings.AUTH_USER_MODEL


class CheckupQuerySet(models.QuerySet):
    def visible_to(self, user, *, at: datetime) -> Self:
        """Who supervises the unit or opened it, the office and leaders of the county; the post
        whose unit it is about, and who leads the unit or is in charge of it (2.8)."""
        standing = standing_of(user, at=at)
        return self.filter(
            Q(county_id__in=standing.face_counties)
            | Q(unit__in=standing.face_units)
            | Q(made_in__in=standing.own_posts)
            | Q(post__in=standing.desk_posts)
        )

    def called(self, typed: str) -> Self:
        """Those whose number, unit or template contains `typed`."""
        words = Q(unit__name__icontains=typed) | Q(version__name__icontains=typed)
        digits = number(typed.rpartition("-")[2])
        return self.filter(words if digits is None else words | Q(number=digits))

    def for_rows(self) -> Self:
        """Everything one row of a list shows: `owed_id`, what is owed of it last, too."""
        owed = CheckupDuty.objects.filter(checkup=OuterRef("pk")).order_by("-pk")
        in_force = Count("findings", filter=Q(findings__dropped_at=None))
        rows = self.select_related("unit", "version", "made_by", "made_in__unit")
        return rows.annotate(owed_id=Subquery(owed.values("pk")[:1]), finding_count=in_force)


class Checkup(models.Model):
    """政治体检 of one unit, by the questions of a version of a template.

    `post` is that of the unit's principal officer, which answers for it. `typed` are the answers
    that are saved and not handed in: by a question's id its value and remark. `state` changes with
    each act, and each act leaves its step.
    """

    county_id = models.BigIntegerField()
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    version = models.ForeignKey(TemplateVersion, on_delete=models.PROTECT, related_name="checkups")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="checkups")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="checkups")
    way = models.CharField(max_length=8, choices=Way)
    text = models.CharField(max_length=500, blank=True)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_in = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    nonce = models.UUIDField()
    state = models.CharField(max_length=12, choices=State)
    typed = models.JSONField(default=dict)
    typed_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    typed_at = models.DateTimeField(null=True)
    taken_over_at = models.DateTimeField(null=True)

    objects = CheckupQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="checkup_number_once", fields=["county_id", "year", "number"]
            ),
            models.UniqueConstraint(name="checkup_once", fields=["made_by", "nonce", "unit"]),
            models.CheckConstraint(
                name="checkup_typed_says_by_whom",
                condition=Q(typed_by=None, typed_at=None)
                | Q(typed_by__isnull=False, typed_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["county_id", "-made_at"], name="checkup_of_county"),
            models.Index(fields=["unit", "state"], name="checkup_of_unit"),
        ]

    def __str__(self) -> str:
        return self.called

    def get_absolute_url(self) -> str:
        return reverse("checkup", args=[self.pk])

    @property
    def called(self) -> str:
        """Its number as it is written."""
        return f"TJ-{self.year}-{self.number:04d}"

    @property
    def whose_state(self) -> State:
        return State(self.state)

    @property
    def is_by_unit(self) -> bool:
        """Whether the unit answers: not once who checks has taken it over."""
        return self.way == Way.BY_UNIT and self.taken_over_at is None


class CheckupStep(models.Model):
    """One act on a checkup, and the state it left it in; never changed."""

    checkup = models.ForeignKey(Checkup, on_delete=models.PROTECT, related_name="steps")
    act = models.CharField(max_length=24, choices=Act)
    state = models.CharField(max_length=12, choices=State)
    text = models.TextField(max_length=2000, blank=True)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_in = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.checkup_id}: {self.act}"


class CheckupDutyQuerySet(OwedQuerySet):
    def visible_to(self, user, *, at: datetime) -> Self:
        """Who sees the checkup, and who owes it."""
        checkups = Checkup.objects.visible_to(user, at=at)
        posts = standing_of(user, at=at).desk_posts
        return self.filter(Q(checkup__in=checkups.values("pk")) | Q(post__in=posts))

    def called(self, typed: str) -> Self:
        return self.filter(checkup__in=Checkup.objects.called(typed).values("pk"))


class CheckupDuty(OwedByPost):
    """What a post owes of a checkup by a day: the unit its answers, anew where they are sent
    back; on site the body its visit."""

    matter_kind = "checkup"
    kind_name = _("Checkup")
    audiences = AUDIENCES | {Audience.ASKER: OF_WHAT_IS_ASKED[Audience.ASKER]}
    shown_with = ("post__role_kind", "unit", "checkup__version")

    checkup = models.ForeignKey(Checkup, on_delete=models.PROTECT, related_name="duties")
    purpose = models.CharField(max_length=8, choices=Purpose)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_in = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    objects = CheckupDutyQuerySet.as_manager()

    class Meta(OwedByPost.Meta):
        verbose_name_plural = "checkup duties"
        constraints = [
            *OwedByPost.Meta.constraints,
            models.UniqueConstraint(
                name="checkupduty_one_open",
                fields=["checkup"],
                condition=Q(exempt=False, fulfilled_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.checkup_id} {self.purpose} {self.due_on}"

    @property
    def title(self) -> str:
        return f"{self.checkup.version.name} {self.checkup.called}"

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
        """Nobody: a checkup is withdrawn."""
        return False

    def get_absolute_url(self) -> str:
        return reverse("checkup", args=[self.checkup_id])

    @classmethod
    def titles_of(cls, ids) -> dict[int, str]:
        rows = cls.objects.filter(pk__in=ids).select_related("checkup__version")
        return {row.pk: row.title for row in rows}

    @classmethod
    def pages_of(cls, ids) -> dict[int, str]:
        rows = cls.objects.filter(pk__in=ids).values_list("pk", "checkup")
        return {pk: reverse("checkup", args=[checkup_id]) for pk, checkup_id in rows}
