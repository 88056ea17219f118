"""Letters of supervision (监督文书): the paper, what posts owe of it by a day, its log."""

from datetime import date, datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from pages.numbers import number
from responsibility.organisation.posts.models import Post
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit
from supervision.letters.kinds import LetterKind
from supervision.letters.states import UNSENT, Act, Grade, State
from supervision.papers.numbers import ENDING, Numbered
from supervision.papers.steps import Step
from supervision.problems.models import Problem

PERSON = settings.AUTH_USER_MODEL
WEIGHED = ["nature", "loss", "effect", "motive", "attitude"]  # M001-25


class LetterQuerySet(models.QuerySet):
    def visible_to(self, user, *, at: datetime) -> Self:
        """Who proposes or issues it, and the office of the county, what is not submitted yet only
        who proposes it; once served the post it is to, and the unit's principal officer, of a
        personal one only with a copy (domain 2.8)."""
        standing = standing_of(user, at=at)
        mine = Q(proposed_in__in=standing.own_posts)
        issuing = Q(made_in__in=standing.own_posts) | Q(county_id__in=standing.office_counties)
        led = Q(unit__in=standing.led_units) & (Q(kind__personal=False) | Q(copied=True))
        recipients = Q(post__in=standing.desk_posts) | led
        served = recipients & Q(served_at__isnull=False)
        return self.filter(mine | (issuing & ~Q(state=State.DRAFT)) | served)

    def called(self, typed: str) -> Self:
        """Those whose title or unit contains `typed`, or that have the number it ends in."""
        words = Q(title__icontains=typed) | Q(unit__name__icontains=typed)
        ending = ENDING.search(typed)
        digits = number(ending[1]) if ending else None
        return self.filter(words if digits is None else words | Q(number=digits))

    def for_rows(self) -> Self:
        """Everything one row of a list shows: `owed_id`, what is owed of it next, too."""
        owed = self.model._meta.get_field("duties").related_model.objects
        owed = owed.filter(letter=OuterRef("pk")).open_still().order_by("late_at", "pk")
        rows = self.select_related(*SHOWN_WITH)
        return rows.annotate(owed_id=Subquery(owed.values("pk")[:1]))


SHOWN_WITH = ("kind", "unit", "post", "made_in__unit", "proposed_in__unit", "made_by",
              "approved_by", "received_by")  # fmt: skip


class Letter(Numbered, models.Model):
    """监督文书: `made_by` drafted it in `proposed_in`; it goes out of `made_in`, maybe another body
    (M001-26), to `post` of `unit`, once another person has approved it.

    `reply_by` None: the county's time limit from the day it is served; `receipt_by` is that of its
    receipt, known once it is served. What is asked stands in
    `asks`, a point a line. Served, nothing of its content changes. `state` changes with each act,
    and each act leaves its step. `nonce` comes from the form, so that a double tap makes one.
    """

    county_id = models.BigIntegerField()
    kind = models.ForeignKey(LetterKind, on_delete=models.PROTECT, related_name="letters")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="letters")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="letters")
    problem = models.ForeignKey(
        Problem, null=True, on_delete=models.PROTECT, related_name="letters"
    )
    proposed_in = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    made_in = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="letters_made")
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    nonce = models.UUIDField()
    title = models.CharField(max_length=80)
    text = models.TextField(max_length=2000)
    causes = models.TextField(max_length=1000, blank=True)
    asks = models.TextField(max_length=1000)
    grade = models.PositiveSmallIntegerField(null=True, choices=Grade)
    nature = models.CharField(max_length=200, blank=True)
    loss = models.CharField(max_length=200, blank=True)
    effect = models.CharField(max_length=200, blank=True)
    motive = models.CharField(max_length=200, blank=True)
    attitude = models.CharField(max_length=200, blank=True)
    copied = models.BooleanField(default=False)
    reply_by = models.DateField(null=True)
    approved_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    served_at = models.DateTimeField(null=True)
    receipt_by = models.DateField(null=True)
    received_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=12, choices=State)

    owed_id: int | None  # of a row of `for_rows`
    owed: Any  # of a row that `with_next_owed` went over

    objects = LetterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="letter_number_once", fields=["county_id", "kind", "year", "number"]
            ),
            Numbered.Meta.constraints[1],
            models.UniqueConstraint(name="letter_once", fields=["made_by", "nonce"]),
            models.CheckConstraint(
                name="letter_to_another_post",
                condition=~Q(post=F("made_in")) & ~Q(post=F("proposed_in")),
            ),
            models.CheckConstraint(
                name="letter_approved_by_another",
                condition=Q(approved_by=None) | ~Q(approved_by=F("made_by")),
            ),
            models.CheckConstraint(
                name="letter_served_or_not",
                condition=Q(state__in=sorted(UNSENT), served_at=None)
                | (~Q(state__in=sorted(UNSENT)) & Q(served_at__isnull=False)),
            ),
        ]
        indexes = [
            models.Index(fields=["county_id", "-made_at"], name="letter_of_county"),
            models.Index(fields=["unit", "state"], name="letter_of_unit"),
        ]

    def __str__(self) -> str:
        return self.called

    def get_absolute_url(self) -> str:
        return reverse("letter", args=[self.pk])

    @property
    def called(self) -> str:
        """Its number as it is written; without one what it is and about what."""
        return self.document_number or self.full_title

    @property
    def full_title(self) -> str:
        """As it stands over the paper."""
        return _("%(kind)s on %(title)s") % {"kind": self.kind, "title": self.title}

    @property
    def whose_state(self) -> State:
        return State(self.state)

    def is_unsigned(self, *, on: date) -> bool:
        """Whether it is served, and not signed for though the time for that had passed on the day
        `on`."""
        late = self.receipt_by is not None and self.receipt_by < on
        return late and self.received_at is None and not self.whose_state.is_over

    @property
    def points(self) -> list[str]:
        return [line.strip() for line in self.asks.splitlines() if line.strip()]

    @property
    def proposer_is_another(self) -> bool:
        return self.proposed_in_id != self.made_in_id

    @property
    def weighing(self) -> list[tuple[str, str]]:
        """What was weighed, each with its word."""
        words = {
            "nature": _("Nature"),
            "loss": _("Loss"),
            "effect": _("Effect"),
            "motive": _("Motive"),
            "attitude": _("Attitude"),
        }
        return [(words[name], getattr(self, name)) for name in WEIGHED if getattr(self, name)]


class LetterStep(Step):
    """One act on a letter, and the state it left it in; never changed."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="steps")
    act = models.CharField(max_length=24, choices=Act)
    state = models.CharField(max_length=12, choices=State)

    def __str__(self) -> str:
        return f"{self.letter_id}: {self.act}"
