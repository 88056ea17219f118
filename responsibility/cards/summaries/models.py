"""The quarterly summary of a reminder card: owed by a day, with a lamp (M003-04)."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from alerts.deadlines.matter import Pairs
from alerts.kinds.declared import Audience
from responsibility.cards.figure import Figure
from responsibility.cards.models import ReminderCard
from responsibility.cards.summaries.kind import LEFT, REPLACED
from responsibility.organisation.periods import in_force
from responsibility.organisation.posts.models import Appointment
from responsibility.organisation.relations.hears import AUDIENCES
from responsibility.organisation.standing import standing_of
from responsibility.owed.models import OwedByPost, OwedQuerySet

PERSON = settings.AUTH_USER_MODEL


class Outcome(Figure):
    """What a summary says: what was done, and what came of it: a rule that was made, what changed
    for people, a figure before and after (M003-12, M003-13)."""

    text = models.TextField(max_length=4000, blank=True, default="")
    rule_made = models.CharField(max_length=120, blank=True, default="")
    outcome = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        abstract = True

    @classmethod
    def columns(cls) -> list[str]:
        """The names of its columns."""
        return [field.name for field in Outcome._meta.get_fields()]


class CardSummaryQuerySet(OwedQuerySet):
    def visible_to(self, user, *, at: datetime) -> Self:
        """Whose card it is, and who sees the lamps of the post (architecture 7). What it says is
        read by fewer (`read_by`)."""
        standing = standing_of(user, at=at)
        return self.filter(
            Q(card__holder=user.pk)
            | Q(post__in=standing.desk_posts)
            | Q(unit__in=standing.face_units)
            | Q(county_id__in=standing.face_counties)
        )

    def read_by(self, user, *, at: datetime) -> Self:
        """Those of cards that the person sees."""
        cards = ReminderCard.objects.visible_to(user, at=at)
        return self.filter(card__in=cards.values("pk"))

    def called(self, typed: str) -> Self:
        """Those whose card has `typed` in its number or its addressee."""
        return self.filter(Q(card__number__icontains=typed) | Q(card__addressee__icontains=typed))

    def of_those_gone(self, *, at: datetime) -> Self:
        """Those that are open, not late, and whose card's recipient is not in its post any more."""
        own = {"post": OuterRef("post"), "user": OuterRef("card__holder")}
        there = Appointment.objects.filter(in_force(at), **own)
        return self.open_still().filter(~Exists(there), lamp_since__lte=at, late_at__gt=at)

    def replaced(self) -> Self:
        """Those that are open and whose card a corrected edition has replaced."""
        cards = ReminderCard.objects.with_replacement().filter(is_replaced=True)
        return self.open_still().filter(card__in=cards.order_by().values("pk"))


def _recipients(rows: QuerySet, at: datetime) -> Pairs:
    """Whose card it is: also where another is in the post by now; a closed account hears
    nothing."""
    return [rows.filter(card__holder__is_active=True).values_list("pk", "card__holder")]


class CardSummary(Outcome, OwedByPost):
    """季度小结: that the recipient of a card sums up the quarter by the end of `due_on`.

    What it says is a draft until it is confirmed, by the recipient alone (`SummaryConfirmation`).
    `edition` counts the writings of the draft, so that two writers do not overwrite each other.
    """

    matter_kind = "cardsummary"
    kind_name = _("Quarterly summary")
    audiences = AUDIENCES | {Audience.HOLDER: _recipients}
    passes_on = False
    read_with = ("post", "unit", "card__issue")
    shown_with = ("post__role_kind", "unit", "card__issue", "card__holder", "written_by")

    card = models.OneToOneField(ReminderCard, on_delete=models.PROTECT, related_name="summary")
    edition = models.PositiveIntegerField(default=0)
    written_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(null=True)

    objects = CardSummaryQuerySet.as_manager()

    class Meta(OwedByPost.Meta):
        verbose_name_plural = "card summaries"
        constraints = [*OwedByPost.Meta.constraints, *Figure.Meta.constraints]

    def __str__(self) -> str:
        return f"{self.card_id} {self.due_on}"

    @property
    def title(self) -> str:
        return _titled(self.card.number)

    @property
    def act(self) -> tuple[str, str]:
        return self.get_absolute_url(), pgettext("verb", "Sum up")

    @property
    def who_extends(self) -> str:
        return gettext("The commission office or who supervises the unit decides.")

    @property
    def is_open(self) -> bool:
        """Whether lines are still answered and the draft is still written."""
        return self.fulfilled_at is None and not self.exempt

    def why_owed_by_nobody(self, *, now: datetime) -> str:
        if self.lamp_cause == LEFT:
            return gettext("The recipient of the card has left the post.")
        if self.lamp_cause == REPLACED:
            return gettext("A corrected card has replaced this one.")
        return super().why_owed_by_nobody(now=now)

    def get_absolute_url(self) -> str:
        return reverse("card-summary", args=[self.pk])

    @classmethod
    def titles_of(cls, ids) -> dict[int, str]:
        rows = cls.objects.filter(pk__in=ids).values_list("pk", "card__number")
        return {pk: _titled(number) for pk, number in rows}

    @classmethod
    def pages_of(cls, ids) -> dict[int, str]:
        return {pk: reverse("card-summary", args=[pk]) for pk in ids}


def _titled(number: str) -> str:
    return gettext("Quarterly summary of the reminder card %(number)s") % {"number": number}


class SummaryConfirmation(Outcome):
    """That the recipient confirmed the summary as it is here. Taken back, it is of no effect."""

    summary = models.ForeignKey(CardSummary, on_delete=models.PROTECT, related_name="confirmations")
    confirmed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)
    taken_back_because = models.CharField(max_length=300, null=True)  # noqa: DJ001

    class Meta:
        constraints = [
            *Figure.Meta.constraints,
            models.UniqueConstraint(
                name="summaryconfirmation_one_stands",
                fields=["summary"],
                condition=Q(taken_back_at=None),
            ),
            models.CheckConstraint(name="summaryconfirmation_says_what", condition=~Q(text="")),
            models.CheckConstraint(
                name="summaryconfirmation_taken_back_says_why",
                condition=Q(taken_back_at=None, taken_back_because=None)
                | Q(taken_back_at__gte=F("confirmed_at"), taken_back_because__gt=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.summary_id}: {self.confirmed_at}"
