"""Requests for more time, and answers to demands."""

from datetime import date, datetime
from functools import cached_property

from django.db.models import Q

from alerts.deadlines.discovery import deadline_model
from alerts.decisions.models import Extension
from pages.days import day_of
from responsibility.organisation.posts.models import Post
from responsibility.owed.across import owed_models
from responsibility.owed.models import OwedByPost
from supervision.demands.models import Demand, DemandDecision
from supervision.oversight.asked.base import Asked
from supervision.oversight.models import DecisionDuty
from supervision.oversight.who import deciding_post


class AskedForTime(Asked):
    """A request for an extension of what a post owes."""

    column, limit = "extension", "extension_decide"
    row: Extension

    @cached_property
    def owed(self) -> OwedByPost:
        return deadline_model(self.row.kind, OwedByPost).objects.get(pk=self.row.deadline_id)

    @property
    def county_id(self) -> int:
        return self.owed.county_id

    @property
    def asker(self) -> int:
        return self.row.asked_by_id

    @property
    def subject(self) -> str:
        return self.owed.title

    def post(self, *, now: datetime) -> Post | None:
        return deciding_post(self.owed, asked_by=self.row.asked_by_id, at=now)

    def concerned(self, post: Post) -> dict[str, int]:
        return {"concerned_unit_id": self.owed.unit_id, "concerned_post_id": self.owed.post_id}

    def due_on(self, post: Post, *, now: datetime) -> date:
        return max(self.row.decide_by, day_of(now))

    def may_decide(self, user, *, at: datetime) -> bool:
        waiting = Extension.objects.visible_to(user, at=at).to_decide_by(user, at=at)
        return waiting.filter(pk=self.row.pk).exists()

    @classmethod
    def waiting(cls):
        return Extension.objects.to_decide({model: Q() for model in owed_models()}, besides=0)


class AskedByAnswer(Asked):
    """An answer to a demand, which who demanded accepts or sends back."""

    column, limit = "demand", "answer_decide"
    row: Demand

    @property
    def asker(self) -> int:
        return self.row.replies.filter(decision=None).latest("pk").replied_by_id

    @property
    def subject(self) -> str:
        return self.row.title

    def post(self, *, now: datetime) -> Post | None:
        post = self.row.made_in
        return post if post.stands_on(day_of(now)) else None

    def concerned(self, post: Post) -> dict[str, int]:
        return {"concerned_unit_id": self.row.unit_id, "concerned_post_id": self.row.post_id}

    def decider(self, duty: DecisionDuty):
        decided = DemandDecision.objects.filter(demand=self.row, decided_at=duty.fulfilled_at)
        decision = decided.select_related("decided_by").first()
        return decision.decided_by if decision else None

    def may_decide(self, user, *, at: datetime) -> bool:
        waiting = Demand.objects.visible_to(user, at=at).decidable_by(user, at=at).to_decide()
        own = {"replies__decision": None, "replies__replied_by": user.pk}
        return waiting.filter(pk=self.row.pk).exclude(**own).exists()

    @classmethod
    def waiting(cls):
        return Demand.objects.to_decide()
