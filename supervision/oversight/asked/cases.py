"""A problem that another unit is asked to take over, and a drafted demand to approve."""

from datetime import datetime

from pages.days import day_of
from responsibility.organisation.posts.models import Post
from responsibility.organisation.relations.offices import office_post
from responsibility.organisation.standing import standing_of
from supervision.demands.drafts.models import DemandDraft
from supervision.demands.states import DraftState
from supervision.oversight.asked.base import Asked
from supervision.oversight.models import DecisionDuty
from supervision.papers.approval import approvers, approving_post
from supervision.problems.models import Problem
from supervision.problems.rectification import ProblemTransfer
from supervision.problems.rights import Case, may_do
from supervision.problems.states import OPEN_STATES, Act


class AskedToTakeOver(Asked):
    """转办: the unit that is asked decides, while the clock of the other runs on (edge case 53)."""

    column, limit = "transfer", "transfer_decide"
    row: ProblemTransfer

    @property
    def county_id(self) -> int:
        return self.row.problem.county_id

    @property
    def asker(self) -> int:
        return self.row.offered_by_id

    @property
    def subject(self) -> str:
        return self.row.problem.title

    def post(self, *, now: datetime) -> Post | None:
        return self.row.to_post if self.row.to_post.stands_on(day_of(now)) else None

    def concerned(self, post: Post) -> dict[str, int]:
        given = self.row.assignment
        return {"concerned_unit_id": given.unit_id, "concerned_post_id": given.post_id}

    def may_decide(self, user, *, at: datetime) -> bool:
        visible = Problem.objects.visible_to(user, at=at).filter(pk=self.row.problem_id).first()
        return visible is not None and may_do(Act.ACCEPT, user, Case.of(visible), at=at)

    @classmethod
    def waiting(cls):
        """A problem that is over has no unit that is asked any more."""
        rows = ProblemTransfer.objects.filter(decided_at=None, problem__offered_to__isnull=False)
        return rows.filter(problem__state__in=OPEN_STATES)


class AskedToSend(Asked):
    """A demand that another person approves before it is sent: in the body it goes out of where
    somebody may, else in the commission office."""

    column, limit = "draft", "demand_approve"
    row: DemandDraft

    @property
    def asker(self) -> int:
        return self.row.made_by_id

    @property
    def subject(self) -> str:
        return self.row.post.unit.name

    def post(self, *, now: datetime) -> Post | None:
        people = approvers(self.row, at=now)
        if any(self.row.made_in_id in standing_of(user, at=now).confirm_posts for user in people):
            return self.row.made_in
        return office_post(self.row.county_id, at=now) if people else None

    def decider(self, duty: DecisionDuty):
        steps = self.row.steps.filter(made_at=duty.fulfilled_at).select_related("made_by")
        step = steps.order_by("pk").last()
        return step.made_by if step else None

    def may_decide(self, user, *, at: datetime) -> bool:
        waits = DemandDraft.objects.visible_to(user, at=at).filter(state=DraftState.WAITS)
        mine = waits.filter(pk=self.row.pk).exists()
        return mine and approving_post(user, self.row, at=at) is not None

    @classmethod
    def waiting(cls):
        return DemandDraft.objects.filter(state=DraftState.WAITS)
