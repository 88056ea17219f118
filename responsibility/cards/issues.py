"""The issue of reminder cards as the office drafts it, has it approved and gives it out."""

from datetime import datetime
from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from alerts.deadlines.matter import Matter
from alerts.decisions.submitted import SubmittedDraft
from pages.quarter import Quarter
from responsibility.cards.texts import FaceText, LineText
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


class CardIssue(SubmittedDraft, FaceText, Matter):
    """One card for one quarter and one audience, from its draft to its issue (M003-02).

    The audience is a role, or (`audience` empty) the posts named. The draft is submitted; approval
    happens on paper in the committee's name, and its document is entered here by another person, or
    the draft is returned with a reason. Issued, nothing in it changes (trigger): what must be said
    differently is a new `edition`. A discarded draft stays to be read.
    """

    class State(models.TextChoices):
        DRAFTED = "drafted", _("draft")
        SUBMITTED = "submitted", _("submitted")
        APPROVED = "approved", _("approved")
        ISSUED = "issued", _("issued")
        DISCARDED = "discarded", _("discarded")

    matter_kind = "card_issue"

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
    discarded_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    discarded_at = models.DateTimeField(null=True)
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
                condition=Q(discarded_at=None),
                nulls_distinct=False,
            ),
            models.UniqueConstraint(
                name="cardissue_one_in_hand",
                fields=["county", "year", "quarter_number", "audience"],
                condition=Q(issued_at=None, discarded_at=None),
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="cardissue_quarter", condition=Q(quarter_number__range=(1, 4))
            ),
            models.CheckConstraint(
                name="cardissue_discarded_as_draft",
                condition=Q(discarded_at=None, discarded_by=None)
                | Q(discarded_at__isnull=False, discarded_by__isnull=False)
                & Q(submitted_at=None, approved_at=None, issued_at=None),
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

    @classmethod
    def titles_of(cls, ids) -> dict[int, str]:
        issues = cls.objects.filter(pk__in=ids).select_related("audience")
        return {issue.pk: issue.called for issue in issues}

    @classmethod
    def pages_of(cls, ids) -> dict[int, str]:
        return {pk: reverse("card-issue", args=[pk]) for pk in ids}

    @property
    def called(self) -> str:
        """The cards of which quarter, for whom."""
        return f"{_('Reminder cards')} {self.quarter.name} · {self.for_whom}"

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
        by_day = {
            self.State.ISSUED: self.issued_at,
            self.State.APPROVED: self.approved_at,
            self.State.SUBMITTED: self.submitted_at,
            self.State.DISCARDED: self.discarded_at,
        }
        return next((state for state, day in by_day.items() if day), self.State.DRAFTED)


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
