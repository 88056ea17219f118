"""The hearing (常委会听取): a quarter's one-page report, as laid, its notes and decisions."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from pages.quarter import Quarter
from responsibility.organisation.standing import standing_of
from supervision.demands.models import Demand
from supervision.hearings.states import Act, State
from supervision.papers.steps import Step

PERSON = settings.AUTH_USER_MODEL
IN_FORCE = Q(ended_at=None)


class HearingQuerySet(models.QuerySet):
    def managed_by(self, user, *, at: datetime) -> Self:
        """Those of the counties whose commission office `user` works in."""
        return self.filter(county_id__in=standing_of(user, at=at).office_counties)

    def visible_to(self, user, *, at: datetime) -> Self:
        """For the office all of its county; once laid before the committee, for the county's
        leaders too."""
        standing = standing_of(user, at=at)
        laid = Q(county_id__in=standing.leader_counties) & ~Q(state=State.DRAFTED)
        return self.filter(Q(county_id__in=standing.office_counties) | laid)


class Hearing(models.Model):
    """常委会听取: the report of one quarter to the standing committee (M003-05).

    While it is drafted its figures are worked out anew at each look, and the office writes
    `findings` and `requests` (one a line) and the `reasons` of what is still red (by the task's id)
    as it has verified them. Laid, it is what `LaidReport` keeps.
    """

    county_id = models.BigIntegerField()
    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, choices=State, default=State.DRAFTED)
    meeting_on = models.DateField(null=True)
    findings = models.TextField(max_length=1000, blank=True)
    requests = models.TextField(max_length=1000, blank=True)
    reasons = models.JSONField(default=dict)
    opened_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    heard_on = models.DateField(null=True)

    objects = HearingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="hearing_once", fields=["county_id", "year", "quarter"]),
            models.CheckConstraint(
                name="hearing_heard_says_when",
                condition=Q(state=State.HEARD, heard_on__isnull=False)
                | (~Q(state=State.HEARD) & Q(heard_on=None)),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("hearing", args=[self.pk])

    @property
    def name(self) -> str:
        """Its number as it is written: one for each quarter."""
        return f"TQ-{self.year}-{self.quarter}"

    @property
    def of_quarter(self) -> Quarter:
        return Quarter(self.year, self.quarter)

    @property
    def whose_state(self) -> State:
        return State(self.state)


class LaidReport(models.Model):
    """The report as it was laid before the committee: its content, never changed, and the SHA-256
    of that (content.py). Taken back before it was heard, it ends with a reason; laid again, it is
    the next `version`."""

    hearing = models.ForeignKey(Hearing, on_delete=models.PROTECT, related_name="laid")
    version = models.PositiveSmallIntegerField()
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    laid_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    laid_at = models.DateTimeField()
    ended_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_because = models.CharField(max_length=300, null=True)  # noqa: DJ001 - an ending

    class Meta:
        constraints = [
            models.UniqueConstraint(name="laidreport_version_once", fields=["hearing", "version"]),
            models.UniqueConstraint(
                name="laidreport_one_in_force", fields=["hearing"], condition=IN_FORCE
            ),
            models.CheckConstraint(
                name="laidreport_ended_says_why",
                condition=Q(ended_at=None, ended_by=None, ended_because=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False, ended_because__gt=""),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """As it is written: the second time it is laid, TQ-2026-3-2."""
        return self.hearing.name if self.version == 1 else f"{self.hearing.name}-{self.version}"


class HearingNote(models.Model):
    """A numbered note to a report that was laid: what is otherwise than it says. Taken back with a
    reason it says nothing any more; its number is not used again. `digest` goes on from that of
    the report, or of the note before."""

    hearing = models.ForeignKey(Hearing, on_delete=models.PROTECT, related_name="notes")
    number = models.PositiveIntegerField()
    text = models.CharField(max_length=500)
    digest = models.CharField(max_length=64)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ended_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_because = models.CharField(max_length=300, null=True)  # noqa: DJ001 - an ending

    class Meta:
        constraints = [
            models.UniqueConstraint(name="hearingnote_number_once", fields=["hearing", "number"]),
            models.CheckConstraint(name="hearingnote_says_what", condition=~Q(text="")),
            models.CheckConstraint(
                name="hearingnote_ended_says_why",
                condition=Q(ended_at=None, ended_by=None, ended_because=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False, ended_because__gt=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.hearing_id}: {self.number}"


class HearingDecision(models.Model):
    """What the committee decided, as the office records it. Where units carry it out, each has a
    demand, whose lamp and answers come back to the report. Taken back with a reason, so are the
    demands."""

    hearing = models.ForeignKey(Hearing, on_delete=models.PROTECT, related_name="decisions")
    number = models.PositiveIntegerField()
    text = models.CharField(max_length=300)
    demands = models.ManyToManyField(Demand, related_name="decided_by_hearing")
    nonce = models.UUIDField()
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ended_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_because = models.CharField(max_length=300, null=True)  # noqa: DJ001 - an ending

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="hearingdecision_number_once", fields=["hearing", "number"]
            ),
            models.UniqueConstraint(name="hearingdecision_once", fields=["made_by", "nonce"]),
            models.CheckConstraint(name="hearingdecision_says_what", condition=~Q(text="")),
            models.CheckConstraint(
                name="hearingdecision_ended_says_why",
                condition=Q(ended_at=None, ended_by=None, ended_because=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False, ended_because__gt=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.hearing_id}: {self.number}"


class HearingStep(Step):
    """One act on a hearing."""

    hearing = models.ForeignKey(Hearing, on_delete=models.PROTECT, related_name="steps")
    act = models.CharField(max_length=24, choices=Act)
    state = models.CharField(max_length=12, choices=State)

    def __str__(self) -> str:
        return f"{self.hearing_id}: {self.act}"
