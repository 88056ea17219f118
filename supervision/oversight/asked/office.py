"""What the commission office decides by a second person: items that a unit proposes, versions of
lists, work plans, reminder cards, powers, second factors."""

from datetime import datetime
from typing import Any, ClassVar

from responsibility.cards.approval.approvers import may_approve
from responsibility.cards.approval.waiting import TO_APPROVE
from responsibility.cards.issues import CardIssue
from responsibility.lists.models import DutyList
from responsibility.lists.versions.review import why_not_reviewed
from responsibility.organisation.posts.models import Post
from responsibility.organisation.powers.models import PowerChange, decides_powers
from responsibility.organisation.relations.offices import office_post
from responsibility.organisation.second_factor.resets.models import FactorReset
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit
from responsibility.plans.issue import why_not_decided
from responsibility.plans.models import WorkPlan
from responsibility.plans.waiting import TO_ISSUE
from responsibility.tasks.proposals.models import ItemProposal
from supervision.oversight.asked.base import Asked
from supervision.oversight.models import DecisionDuty


class _OfOffice(Asked):
    def post(self, *, now: datetime) -> Post | None:
        return office_post(self.county_id, at=now) if self.county_id else None


class AskedForItem(_OfOffice):
    """An individual item that a unit proposes."""

    column, limit = "proposal", "item_decide"
    row: ItemProposal

    @property
    def asker(self) -> int:
        return self.row.proposed_by_id

    @property
    def subject(self) -> str:
        return self.row.text

    def concerned(self, post: Post) -> dict[str, int]:
        return {"concerned_unit_id": self.row.unit_id}

    def may_decide(self, user, *, at: datetime) -> bool:
        managed = ItemProposal.objects.managed_by(user, at=at).waiting()
        return managed.filter(pk=self.row.pk).exclude(proposed_by=user.pk).exists()

    @classmethod
    def waiting(cls):
        return ItemProposal.objects.waiting()


class _Submitted(_OfOffice):
    """A draft submitted to another person, who returns it or does what is `decided`: the names of
    the fields of when and by whom."""

    row: Any
    decided: ClassVar[tuple[str, str]]

    @property
    def asker(self) -> int | None:
        return self.row.submitted_by_id

    def decider(self, duty: DecisionDuty):
        row = self.row
        at, by = (getattr(row, name) for name in self.decided)
        return {at: by, row.returned_at: row.returned_by}.get(duty.fulfilled_at)


class AskedForVersion(_Submitted):
    """A version of a list under review, by another than its authors."""

    column, limit = "version", "list_review"
    decided = "published_at", "published_by"
    row: DutyList

    @property
    def subject(self) -> str:
        return str(self.row)

    def may_decide(self, user, *, at: datetime) -> bool:
        waits = DutyList.objects.managed_by(user, at=at).filter(pk__in=self.waiting())
        return waits.filter(pk=self.row.pk).exists() and not why_not_reviewed(self.row, user)

    @classmethod
    def waiting(cls):
        return DutyList.objects.filter(
            submitted_at__isnull=False, published_at=None, closed_at=None
        )


class AskedForPlan(_Submitted):
    """A work plan submitted to be issued, by another than its authors."""

    column, limit = "plan", "plan_issue"
    decided = "issued_at", "issued_by"
    row: WorkPlan

    @property
    def subject(self) -> str:
        return self.row.title

    def may_decide(self, user, *, at: datetime) -> bool:
        waits = WorkPlan.objects.managed_by(user, at=at).filter(TO_ISSUE, pk=self.row.pk)
        return waits.exists() and not why_not_decided(self.row, user)

    @classmethod
    def waiting(cls):
        return WorkPlan.objects.filter(TO_ISSUE)


class AskedForCards(_Submitted):
    """Reminder cards submitted for approval."""

    column, limit = "cards", "card_approve"
    decided = "approved_at", "approved_by"
    row: CardIssue

    @property
    def subject(self) -> str:
        return f"{self.row.quarter.name} {self.row.for_whom}"

    def may_decide(self, user, *, at: datetime) -> bool:
        waits = CardIssue.objects.managed_by(user, at=at).filter(TO_APPROVE, pk=self.row.pk)
        return waits.exists() and may_approve(self.row, user, now=at)

    @classmethod
    def waiting(cls):
        return CardIssue.objects.filter(TO_APPROVE)


def _only_county() -> int | None:
    counties = Unit.objects.filter(kind=Unit.Kind.COUNTY).values_list("pk", flat=True)[:2]
    return counties[0] if len(counties) == 1 else None


class _ByTwo(_OfOffice):
    """Proposed by one who administers or works in the office, decided by another."""

    row: Any

    @property
    def county_id(self) -> int | None:
        """That of the person it is about, else of the office that proposed it, else the only one
        there is; None where it may be either of two."""
        proposing = standing_of(self.row.proposed_by, at=self.row.proposed_at).office_counties
        return self.row.user.county_id or min(proposing, default=None) or _only_county()

    @property
    def asker(self) -> int | None:
        return self.row.proposed_by_id

    @property
    def subject(self) -> str:
        return self.row.user.name

    def may_decide(self, user, *, at: datetime) -> bool:
        if self.row.decided_at or user.pk in (self.row.proposed_by_id, self.row.user_id):
            return False
        return decides_powers(user, at=at)


class AskedForPower(_ByTwo):
    """That somebody becomes system administrator or auditor, or is it no longer."""

    column, limit = "power", "power_decide"

    @classmethod
    def waiting(cls):
        return PowerChange.objects.filter(decided_at=None, proposed_by__isnull=False)


class AskedForReset(_ByTwo):
    """That somebody does without the second factor that is lost."""

    column, limit = "reset", "factor_decide"

    @classmethod
    def waiting(cls):
        return FactorReset.objects.filter(decided_at=None, proposed_by__isnull=False)
