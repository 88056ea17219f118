"""What a unit does about its problem: measures with evidence, an own statement, applying for the
closing, and asking another unit to take it over."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _

from responsibility.files.models import StoredFile
from responsibility.organisation.posts.models import Post
from responsibility.organisation.units.models import Unit
from supervision.papers.measures import LaidMeasure
from supervision.problems.models import Assignment, Problem

PERSON = settings.AUTH_USER_MODEL


def _by() -> models.ForeignKey:
    return models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")


def _by_somebody() -> models.ForeignKey:
    return models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")


class Measure(LaidMeasure):
    """整改措施 (M003-28), on which reports with evidence are given."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="measures")

    def why_not_dropped(self, *, is_reported: bool) -> str:
        """Why it is not dropped; "" where it may be. What was reported on stands as it was done."""
        if self.dropped_at:
            return _("The measure is dropped already.")
        if is_reported:
            return _("It was reported on, and stays. Add to the report, or lay down another one.")
        return ""


class MeasureReport(models.Model):
    """What became of a measure, done on a day, with its evidence. The newest stands."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="reports")
    text = models.CharField(max_length=1000)
    done_on = models.DateField()
    files = models.ManyToManyField(StoredFile, related_name="measure_reports")
    made_by = _by()
    made_at = models.DateTimeField()
    nonce = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="measurereport_once", fields=["made_by", "nonce"])
        ]

    def __str__(self) -> str:
        return self.text

    def is_late(self, due_on: date) -> bool:
        return self.done_on > due_on


class ProblemClaim(models.Model):
    """主动认领: the own statement of a person concerned (M001-14)."""

    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="claims")
    text = models.CharField(max_length=1000)
    claimed_by = _by()
    claimed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="problemclaim_once", fields=["problem", "claimed_by"])
        ]

    def __str__(self) -> str:
        return f"{self.problem_id}: {self.claimed_by_id}"


class CloseOut(models.Model):
    """销号: applied for, verified and approved by three people, or sent back with a reason.

    The database holds that they are three.
    """

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="close_outs")
    text = models.TextField(max_length=2000)
    applied_by = _by()
    applied_at = models.DateTimeField()
    verified_by = _by_somebody()
    verified_at = models.DateTimeField(null=True)
    verified_in = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    approved_by = _by_somebody()
    approved_at = models.DateTimeField(null=True)
    returned_by = _by_somebody()
    returned_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="closeout_one_open",
                fields=["assignment"],
                condition=Q(approved_at=None, returned_at=None),
            ),
            models.CheckConstraint(
                name="closeout_by_three_people",
                condition=(Q(verified_by=None) | ~Q(verified_by=F("applied_by")))
                & (
                    Q(approved_by=None)
                    | (~Q(approved_by=F("applied_by")) & ~Q(approved_by=F("verified_by")))
                )
                & (Q(returned_by=None) | ~Q(returned_by=F("applied_by"))),
            ),
            models.CheckConstraint(
                name="closeout_in_order",
                condition=Q(approved_at=None) | Q(verified_at__isnull=False, returned_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assignment_id}: {self.applied_at}"


class ProblemTransfer(models.Model):
    """转办: that another unit is asked to take a problem over, and what it said (edge case 53)."""

    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="transfers")
    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="transfers")
    to_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    to_post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    offered_by = _by()
    offered_at = models.DateTimeField()
    accepted = models.BooleanField(null=True)
    decided_by = _by_somebody()
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="problemtransfer_one_open", fields=["problem"], condition=Q(decided_at=None)
            ),
            models.CheckConstraint(
                name="problemtransfer_decided_by_another",
                condition=Q(decided_by=None) | ~Q(decided_by=F("offered_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.problem_id} → {self.to_unit_id}"
