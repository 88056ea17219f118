"""A draft is submitted, taken back, returned with a reason or approved by another person."""

import pytest
from django.urls import reverse

from alerts.audit.models import AuditEntry
from alerts.reminders.models import Reminder
from pages.refused import Refused
from responsibility.cards.approval.approve import approve_cards
from responsibility.cards.approval.kind import CARDS_RETURNED, CARDS_SUBMITTED
from responsibility.cards.approval.submit import return_cards, take_submission_back
from responsibility.cards.approval.waiting import issues_on_desk, still_returned, still_submitted
from responsibility.cards.draft import discard_draft
from responsibility.cards.issues import CardIssue, CardLine
from responsibility.organisation.posts.models import Membership
from tests import make
from tests.make import NOW, days

pytestmark = pytest.mark.django_db
State = CardIssue.State


def as_drafter(stage, issue, now=NOW) -> dict:
    return {"issue_id": issue.pk, "by": make.actor(stage.drafter), "now": now}


def as_approver(stage, issue, now=NOW) -> dict:
    return {"issue_id": issue.pk, "by": make.actor(stage.approver), "now": now}


def hear(stage: str) -> list[int]:
    told = Reminder.objects.filter(stage=stage, kind="card_issue")
    return sorted(told.values_list("recipient", flat=True))


def desk(user) -> list[str]:
    return [line.text for line in issues_on_desk(user=user, now=NOW)]


def test_submitted_it_waits_for_who_may_approve_and_for_nobody_else(stage):
    issue = stage.submit(stage.draft())
    assert stage.submit(issue).pk == issue.pk  # a second tap
    assert hear(CARDS_SUBMITTED) == [stage.approver.pk]
    assert desk(stage.approver) == [f"待审签：{issue.called}"]
    assert desk(stage.drafter) == desk(stage.holders[0]) == []
    assert list(still_submitted([issue.pk], kind="card_issue", at=NOW)) == [issue.pk]
    assert AuditEntry.objects.filter(action="card.submit").count() == 1


def test_without_a_line_for_everybody_it_is_not_submitted(stage):
    issue = stage.draft()
    CardLine.objects.filter(issue=issue).update(for_unit=stage.bodies[0])
    with pytest.raises(Refused, match="还没有"):
        stage.submit(issue)


def test_taken_back_it_is_a_draft_and_waits_for_nobody(stage):
    issue = stage.submit(stage.draft())
    for _tap in range(2):
        issue = take_submission_back(**as_drafter(stage, issue))
    assert issue.state == State.DRAFTED and desk(stage.approver) == []
    assert not still_submitted([issue.pk], kind="card_issue", at=NOW)
    with pytest.raises(Refused, match="尚未送审"):
        approve_cards(
            approver="A", document="No. 1", approved_on=NOW.date(), **as_approver(stage, issue)
        )


def test_returned_its_writer_reads_why_and_submits_it_anew(stage):
    issue = stage.submit(stage.draft())
    issue = return_cards(**as_approver(stage, issue), reason="Say by which day.")
    assert (issue.state, issue.returned_reason) == (State.DRAFTED, "Say by which day.")
    assert hear(CARDS_RETURNED) == [stage.drafter.pk]
    assert desk(stage.drafter) == [f"已退回：{issue.called}"]
    assert list(still_returned([issue.pk], kind="card_issue", at=NOW)) == [issue.pk]
    issue = stage.submit(issue, now=NOW + days(1))
    assert issue.state == State.SUBMITTED and desk(stage.drafter) == []
    assert not still_returned([issue.pk], kind="card_issue", at=NOW)
    assert hear(CARDS_SUBMITTED) == [stage.approver.pk] * 2


def test_whoever_wrote_it_does_not_return_it(stage):
    issue = stage.submit(stage.draft())
    with pytest.raises(Refused, match="起草人不录入"):
        return_cards(**as_drafter(stage, issue), reason="Mine.")


def test_who_submits_what_another_wrote_does_not_approve_it(stage):
    third = make.join(stage.office_post, grants=["view", "approve"])
    issue = stage.submit(stage.draft(), by=make.actor(stage.approver))
    assert hear(CARDS_SUBMITTED) == [third.pk]
    with pytest.raises(Refused, match="起草人不录入"):
        return_cards(**as_approver(stage, issue), reason="Mine.")


def test_the_only_approver_of_an_office_approves_the_own_draft(stage):
    Membership.objects.filter(user=stage.approver).update(grants=["view"])
    issue = stage.approve(stage.draft(), by=make.actor(stage.drafter))
    assert issue.state == State.APPROVED


@pytest.mark.parametrize("state", ["draft", "approved", "issued", "discarded"])
def test_what_is_not_submitted_is_neither_returned_nor_taken_back(stage, state):
    issue = stage.draft()
    if state == "approved":
        stage.approve(issue)
    elif state == "issued":
        stage.issue(stage.approve(issue))
    elif state == "discarded":
        discard_draft(**as_drafter(stage, issue))
    with pytest.raises(Refused):
        return_cards(**as_approver(stage, issue), reason="No.")
    if state != "draft":
        with pytest.raises(Refused):
            take_submission_back(**as_drafter(stage, issue))


def test_in_the_pages_to_the_last_step(stage, sign_in):
    issue = stage.draft()
    page = sign_in(stage.drafter).post(reverse("card-submit", args=[issue.pk]), follow=True)
    assert page.redirect_chain[-1][0] == reverse("card-approve", args=[issue.pk])
    assert reverse("card-return", args=[issue.pk]) not in page.content.decode()
    approves = sign_in(stage.approver)
    refused = approves.post(reverse("card-return", args=[issue.pk]), {"reason": " "})
    assert refused.status_code == 422
    approves.post(reverse("card-return", args=[issue.pk]), {"reason": "Say when."})
    page = sign_in(stage.drafter).get(reverse("card-draft", args=[issue.pk])).content.decode()
    assert "Say when." in page
