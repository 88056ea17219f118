"""A county with an office of two, three bodies, and the starter cards."""

from dataclasses import dataclass, field

import pytest

from demonstration.roles import Role
from pages.quarter import Quarter
from responsibility.cards.approval.approve import approve_cards
from responsibility.cards.approval.submit import submit_cards
from responsibility.cards.draft import draft_cards
from responsibility.cards.issue import issue_cards
from responsibility.cards.issues import CardIssue
from responsibility.cards.starter import load_card_templates
from responsibility.organisation.people.models import User
from responsibility.organisation.posts.models import Post, RoleKind
from responsibility.organisation.units.models import Unit
from tests import make

NOW = make.NOW
QUARTER = Quarter(2026, 3)


@dataclass
class Stage:
    """Who is who."""

    county: Unit
    drafter: User
    approver: User
    office_post: Post
    bodies: list[Unit] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)
    holders: list[User] = field(default_factory=list)

    @property
    def role(self) -> RoleKind:
        return make.make_role(Role.PRINCIPAL_OFFICER)

    def draft(self, **over) -> CardIssue:
        values = {"county_id": self.county.pk, "quarter": QUARTER, "audience": self.role}
        return draft_cards(**values | {"by": make.actor(self.drafter), "now": NOW} | over)

    def submit(self, issue: CardIssue, **over) -> CardIssue:
        values = {"issue_id": issue.pk, "by": make.actor(self.drafter), "now": NOW}
        return submit_cards(**values | over)

    def approve(self, issue: CardIssue, **over) -> CardIssue:
        """Submitted first, where it is not yet."""
        issue.refresh_from_db()
        if issue.state == CardIssue.State.DRAFTED:
            self.submit(issue)
        values = {
            "issue_id": issue.pk,
            "approver": "The Secretary",
            "document": "Doc 2026/31",
            "approved_on": NOW.date(),
            "by": make.actor(self.approver),
            "now": NOW,
        }
        return approve_cards(**values | over)

    def issue(self, issue: CardIssue, **over) -> CardIssue:
        values = {"issue_id": issue.pk, "by": make.actor(self.drafter), "now": NOW}
        return issue_cards(**values | over)

    def issued(self, **over) -> CardIssue:
        return self.issue(self.approve(self.draft(**over)))


def build_stage() -> Stage:
    county = make.make_county()
    make.make_role(Role.PRINCIPAL_OFFICER)
    load_card_templates()
    office = make.make_unit(county, "Office", kind="office")
    post = make.make_post(office, Role.COMMISSION_OFFICE)
    grants = ["view", "draft", "approve"]
    drafter = make.join(post, role="head", grants=grants)
    stage = Stage(county, drafter, make.join(post, grants=grants), post)
    branch = make.make_unit(county, "Branch", kind="branch")
    for name in ("Housing", "Forestry", "Water"):
        unit = make.make_unit(branch, name)
        post, holder = make.make_holder(unit)
        stage.bodies.append(unit)
        stage.posts.append(post)
        stage.holders.append(holder)
    return stage


@pytest.fixture
def stage(db):
    return build_stage()


@pytest.fixture
def at(monkeypatch):
    """Let requests be received at a given instant; NOW to begin with."""

    def set_clock(text: str) -> None:
        monkeypatch.setattr("config.middleware.timezone.now", lambda: make.at(text))

    set_clock("2026-09-24 10:20")
    return set_clock


@pytest.fixture
def sign_in(client, at):
    def sign(user):
        client.force_login(user)
        return client

    return sign
