"""Quarterly reminder cards: the issue as the office drafts it, the cards as people hold them."""

from datetime import datetime
from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pages.quarter import Quarter
from responsibility.cards.texts import FaceText, LineText
from responsibility.cards.told import ToldCard
from responsibility.organisation.posts.models import Post, RoleKind
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit

PERSON = settings.AUTH_USER_MODEL


class CardIssueQuerySet(models.QuerySet):
    def visible_to(self, user, *, at: datetime) -> Self:
        """All of the own county for its commission office; for its party leader what is issued."""
        standing = standing_of(user, at=at)
        return self.filter(
            Q(county__in=standing.office_counties)
            | Q(county__in=standing.leader_counties, issued_at__isnull=False)
        )

    def managed_by(self, user, *, at: datetime) -> Self:
        """The issues of the counties whose commission office `user` works in."""
        return self.filter(county__in=standing_of(user, at=at).office_counties)

    def with_counts(self) -> Self:
        """Issues with their cards (`given`), lines on them (`told`) and receipts (`received`)."""
        cards = ReminderCard.objects.filter(issue=OuterRef("pk"))
        lines = ReminderCardLine.objects.filter(card__issue=OuterRef("pk"))
        return self.annotate(
            given=count_by(cards, "issue"),
            received=count_by(cards.filter(received_at__isnull=False), "issue"),
            told=count_by(lines, "card__issue"),
        )


def count_by(rows: models.QuerySet, by: str) -> Coalesce:
    counted = rows.order_by().values(by).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)


class CardIssue(FaceText):
    """One card for one quarter and one audience, as drafted, approved and issued (M003-02).

    The audience is a role, or (`audience` empty) the posts named. Approval happens on paper in the
    committee's name; its document is entered here. Issued, nothing in it changes (trigger): what
    must be said differently is a new `edition`.
    """

    class State(models.TextChoices):
        DRAFTED = "drafted", _("draft")
        APPROVED = "approved", _("approved")
        ISSUED = "issued", _("issued")

    county = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="card_issues")
    year = models.PositiveSmallIntegerField()
    quarter_number = models.PositiveSmallIntegerField()
    audience = models.ForeignKey(
        RoleKind, null=True, on_delete=models.PROTECT, related_name="card_issues"
    )
    named = models.ManyToManyField(Post, blank=True, related_name="+")
    edition = models.PositiveSmallIntegerField(default=1)
    revision = models.PositiveIntegerField(default=0)
    drafted_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    written_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    approver = models.CharField(max_length=60, blank=True, default="")
    approved_on = models.DateField(null=True)
    document = models.CharField(max_length=120, blank=True, default="")
    approved_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True)
    issued_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField(null=True)

    objects = CardIssueQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-quarter_number", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="cardissue_edition_once",
                fields=["county", "year", "quarter_number", "audience", "edition"],
                nulls_distinct=False,
            ),
            models.UniqueConstraint(
                name="cardissue_one_in_hand",
                fields=["county", "year", "quarter_number", "audience"],
                condition=Q(issued_at=None),
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="cardissue_quarter", condition=Q(quarter_number__range=(1, 4))
            ),
            models.CheckConstraint(
                name="cardissue_approved_with_document",
                condition=Q(approved_at=None, approved_by=None, approved_on=None, document="")
                | (
                    Q(approved_at__isnull=False, approved_by__isnull=False)
                    & Q(approved_on__isnull=False)
                    & ~Q(document="")
                    & ~Q(approver="")
                ),
            ),
            models.CheckConstraint(
                name="cardissue_issued_when_approved",
                condition=Q(issued_at=None, issued_by=None)
                | Q(issued_at__isnull=False, issued_by__isnull=False, approved_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}-{self.quarter_number} {self.audience or ''}".strip()

    def get_absolute_url(self) -> str:
        return reverse("card-issue", args=[self.pk])

    @property
    def quarter(self) -> Quarter:
        return Quarter(self.year, self.quarter_number)

    @property
    def for_whom(self) -> str:
        """The audience in words, with the number of an issue that is not the first."""
        if self.audience is None:
            more = _("issue %(number)s")
            words = _("Posts chosen by name")
        else:
            more, words = _("edition %(number)s"), str(self.audience)
        return f"{words} · {more % {'number': self.edition}}" if self.edition > 1 else str(words)

    @property
    def state(self) -> State:
        if self.issued_at:
            return self.State.ISSUED
        return self.State.APPROVED if self.approved_at else self.State.DRAFTED


class CardLine(LineText):
    """A line of an issue; a personal one is for one post or all recipients of one unit.

    `key` comes from the form, so that a double tap adds one line.
    """

    issue = models.ForeignKey(CardIssue, on_delete=models.CASCADE, related_name="lines")
    key = models.UUIDField(default=uuid4, unique=True)
    for_post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    for_unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(LineText.Meta):
        constraints = [
            models.CheckConstraint(
                name="cardline_for_post_or_unit", condition=Q(for_post=None) | Q(for_unit=None)
            )
        ]

    @property
    def is_personal(self) -> bool:
        return bool(self.for_post_id or self.for_unit_id)


class ReminderCardQuerySet(models.QuerySet):
    def visible_to(self, user, *, at: datetime) -> Self:
        """The recipient's, the post's holder's and clerk's, and the commission office's."""
        offices = standing_of(user, at=at).office_counties
        return self.filter(self._of_desk(user, at) | Q(county_id__in=offices))

    def on_desk_of(self, user, *, at: datetime) -> Self:
        """Those that concern `user`, newest first, also where the office sees all."""
        return self.filter(self._of_desk(user, at)).order_by("-issued_at", "-pk")

    def in_order(self) -> Self:
        """In the order of the organisation."""
        return self.order_by("unit__order_key", "post__position", "pk")

    def with_replacement(self) -> Self:
        """Cards with `is_replaced`: whether a corrected edition came to the same recipient."""
        later = ReminderCard.objects.filter(
            post=OuterRef("post"),
            holder=OuterRef("holder"),
            issue__year=OuterRef("issue__year"),
            issue__quarter_number=OuterRef("issue__quarter_number"),
            issue__audience__isnull=False,
            issue__audience=OuterRef("issue__audience"),
            issue__edition__gt=OuterRef("issue__edition"),
        )
        return self.annotate(is_replaced=Exists(later), lines_on_it=Count("lines"))

    @staticmethod
    def _of_desk(user, at: datetime) -> Q:
        return Q(holder=user.pk) | Q(post__in=standing_of(user, at=at).desk_posts)


class ReminderCard(ToldCard):
    """提醒卡: the card of one holder of one post, frozen as it was issued (M003-01).

    `uuid` names its page, `token` is what its QR code carries: that opens until the quarter ends.
    `received_at` is set once, by the recipient.
    """

    issue = models.ForeignKey(CardIssue, on_delete=models.PROTECT, related_name="cards")
    county_id = models.BigIntegerField()
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="cards")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="cards")
    holder = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="cards")
    uuid = models.UUIDField(default=uuid4, unique=True)
    token = models.UUIDField(default=uuid4, unique=True)
    number = models.CharField(max_length=24)
    addressee = models.CharField(max_length=60)
    post_title = models.CharField(max_length=60)
    unit_name = models.CharField(max_length=80)
    issued_at = models.DateTimeField()
    received_at = models.DateTimeField(null=True)

    objects = ReminderCardQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="remindercard_once", fields=["issue", "post", "holder"]),
            models.UniqueConstraint(
                name="remindercard_number_once", fields=["county_id", "number"]
            ),
            models.CheckConstraint(
                name="remindercard_received_after_issued",
                condition=Q(received_at=None) | Q(received_at__gte=F("issued_at")),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("card", args=[self.uuid])


class ReminderCardLine(LineText):
    """A line as it stands on one card."""

    card = models.ForeignKey(ReminderCard, on_delete=models.PROTECT, related_name="lines")
    personal = models.BooleanField(default=False)
