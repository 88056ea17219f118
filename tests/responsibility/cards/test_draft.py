"""Drafting from the template, changing a draft, personal lines."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from alerts.audit.models import AuditEntry
from demonstration.roles import Role
from pages.quarter import Quarter
from pages.refused import Refused
from responsibility.cards.change import Wording, add_personal_line, change_draft
from responsibility.cards.draft import discard_draft
from responsibility.cards.issues import CardIssue, CardLine
from responsibility.cards.starter import load_card_templates
from responsibility.cards.texts import MOST_LINES, CardTemplate, CardTemplateLine
from responsibility.organisation.units.models import Unit
from tests import make
from tests.responsibility.cards.conftest import NOW, QUARTER


def by(stage):
    return {"by": make.actor(stage.drafter), "now": NOW}


def wordings(issue):
    return [
        Wording(line.key, line.text, line.kind, line.until_on, line.duty_codes)
        for line in issue.lines.filter(for_post=None, for_unit=None)
    ]


def change(stage, issue, **over):
    values = {
        "issue_id": issue.pk,
        "revision": issue.revision,
        "lead": issue.lead,
        "issuer": issue.issuer,
        "lines": wordings(issue),
    }
    return change_draft(**values | by(stage) | over)


def personal(stage, issue, text="Manage the compensation funds", **over):
    wording = Wording(over.pop("key", uuid4()), text)
    return add_personal_line(issue_id=issue.pk, wording=wording, **by(stage), **over)


def test_the_starter_cards_load_once_and_take_the_files_wording(stage):
    assert [len(one.lines.all()) for one in CardTemplate.objects.all()] == [7, 6, 7, 7]
    assert CardTemplateLine.objects.filter(kind="warning").count() == 5
    CardTemplateLine.objects.filter(code="CARD-Q1-01").update(text="other")
    load_card_templates()
    assert CardTemplateLine.objects.count() == 27
    assert CardTemplateLine.objects.get(code="CARD-Q1-01").text != "other"


def test_a_draft_takes_the_quarters_template(stage):
    issue = stage.draft()
    template = CardTemplate.objects.get(quarter=3)
    assert [line.text for line in issue.lines.all()] == [line.text for line in template.lines.all()]
    assert issue.lines.first().duty_codes == ["PO-C03-02"]
    assert stage.county.name in issue.issuer
    assert "2026" in issue.lead
    assert "{" not in issue.lead + issue.heading_en + issue.issuer_en
    assert (issue.state, issue.drafted_by) == ("drafted", stage.drafter)
    assert AuditEntry.objects.get(action="card.draft").post_id == stage.office_post.pk


def test_drafting_twice_is_drafting_once(stage):
    assert stage.draft() == stage.draft()
    assert CardIssue.objects.count() == 1


@pytest.mark.parametrize("over", [{"quarter": Quarter(2026, 2)}, {"quarter": Quarter(2025, 4)}])
def test_a_quarter_that_is_over_has_no_draft(stage, over):
    with pytest.raises(Refused, match="该季度已结束") as refusal:
        stage.draft(**over)
    assert refusal.value.field == "quarter"


def test_without_a_template_there_is_no_draft(stage):
    CardTemplate.objects.all().delete()
    with pytest.raises(Refused, match="该季度没有提醒卡模板，请先载入初始数据"):
        stage.draft()
    assert not CardIssue.objects.exists()


@pytest.mark.parametrize("who", ["holder", "elsewhere"])
def test_only_the_countys_office_drafts(stage, who):
    user = stage.holders[0]
    if who == "elsewhere":
        office = make.make_unit(make.make_county("Elsewhere"), kind="office")
        user = make.make_holder(office, Role.COMMISSION_OFFICE)[1]
    with pytest.raises(Unit.DoesNotExist):
        stage.draft(by=make.actor(user))
    issue = stage.draft()
    with pytest.raises(CardIssue.DoesNotExist):
        change(stage, issue, by=make.actor(user), lead="Other")


def test_a_change_writes_order_text_and_lines_and_drops_the_gloss_of_changed_texts(stage):
    issue = stage.draft()
    first, second, *_rest = wordings(issue)
    new = Wording(uuid4(), "Reply to the letters", until_on=date(2026, 9, 28))
    change(stage, issue, lead="Please see to these.", lines=[second, replace(first, text="X"), new])
    lines = list(CardLine.objects.filter(issue=issue))
    assert [line.text for line in lines] == [second.text, "X", "Reply to the letters"]
    assert [bool(line.text_en) for line in lines] == [True, False, False]
    assert lines[2].until_on == date(2026, 9, 28)
    issue.refresh_from_db()
    assert (issue.lead, issue.lead_en, issue.revision) == ("Please see to these.", "", 1)
    assert AuditEntry.objects.get(action="card.change").after == {"lines": 3}


def test_the_same_change_twice_is_one(stage):
    issue = stage.draft()
    asked = [*wordings(issue)[:3], Wording(uuid4(), "More")]
    change(stage, issue, lines=asked)
    change(stage, issue, lines=asked)
    assert CardIssue.objects.get(pk=issue.pk).revision == 1
    assert issue.lines.count() == 4


def test_who_saw_an_older_draft_is_told(stage):
    issue = stage.draft()
    change(stage, issue, lead="One")
    with pytest.raises(Refused, match="草稿刚被他人改动，请重新打开后再改"):
        change(stage, issue, lead="Two")
    assert CardIssue.objects.get(pk=issue.pk).lead == "One"


def test_a_personal_line_is_for_one_post_or_one_unit_and_outlives_a_change(stage):
    issue = stage.draft()
    key = uuid4()
    line = personal(stage, issue, post_id=stage.posts[0].pk, key=key)
    assert personal(stage, issue, post_id=stage.posts[0].pk, key=key) == line
    personal(stage, issue, unit_id=stage.bodies[1].pk)
    assert [one.is_personal for one in issue.lines.all()][-2:] == [True, True]
    issue.refresh_from_db()
    all_lines = [
        Wording(one.key, one.text, one.kind, one.until_on, one.duty_codes)
        for one in issue.lines.all()
    ]
    change(stage, issue, lead="Other", lines=all_lines)
    assert CardLine.objects.get(pk=line.pk).for_post == stage.posts[0]


def test_a_card_holds_no_more_lines_than_fit_its_page(stage):
    issue = stage.draft()
    assert issue.lines.count() == MOST_LINES - 1
    personal(stage, issue, unit_id=stage.bodies[0].pk)
    with pytest.raises(Refused, match="条，含个性事项"):
        personal(stage, issue, post_id=stage.posts[0].pk)
    personal(stage, issue, post_id=stage.posts[1].pk)  # another card still has room
    issue.refresh_from_db()
    with pytest.raises(Refused, match="条，含个性事项"):
        change(stage, issue, lines=[Wording(uuid4(), f"{n}") for n in range(MOST_LINES + 1)])


def test_a_personal_line_stays_in_the_county(stage):
    issue = stage.draft()
    elsewhere = make.make_unit(make.make_county("Elsewhere"))
    with pytest.raises(Unit.DoesNotExist):
        personal(stage, issue, unit_id=elsewhere.pk)


def test_named_posts_are_an_audience_of_their_own(stage):
    issue = stage.draft(audience=None)
    deputy, _user = make.make_holder(stage.bodies[0], Role.TEAM_MEMBER)
    change(stage, issue, post_ids=[deputy.pk, stage.posts[2].pk])
    assert set(issue.named.all()) == {deputy, stage.posts[2]}
    stage.issue(stage.approve(issue))
    assert [card.post for card in issue.cards.in_order()] == [deputy, stage.posts[2]]


@pytest.mark.parametrize("state", ["submit", "approve", "issued"])
def test_what_is_submitted_approved_or_issued_is_not_written(stage, state):
    issue = stage.issued() if state == "issued" else getattr(stage, state)(stage.draft())
    with pytest.raises(Refused):
        change(stage, issue, lead="Other")
    with pytest.raises(Refused):
        personal(stage, issue, unit_id=stage.bodies[0].pk)
    with pytest.raises(Refused):
        discard_draft(issue_id=issue.pk, **by(stage))


def test_a_discarded_draft_leaves_its_trace(stage):
    issue = stage.draft()
    for _tap in range(2):
        discard_draft(issue_id=issue.pk, **by(stage))
    assert CardIssue.objects.get().state == CardIssue.State.DISCARDED
    assert AuditEntry.objects.get(action="card.discard").object_id == str(issue.pk)
    with pytest.raises(Refused):
        change(stage, issue, lead="Other")
    assert (stage.draft().edition, stage.draft().pk) == (1, CardIssue.objects.first().pk)


def test_after_an_issue_a_draft_is_a_correction_of_it(stage):
    first = stage.draft()
    personal(stage, first, unit_id=stage.bodies[1].pk)
    stage.issue(stage.approve(first))
    second = stage.draft()
    assert (second.edition, second.quarter) == (2, QUARTER)
    assert second.lines.filter(for_unit=stage.bodies[1]).count() == 1
    stage.issue(stage.approve(second))
    shown = [card.is_replaced for card in first.cards.with_replacement()]
    assert shown == [True, True, True]
    assert not any(card.is_replaced for card in second.cards.with_replacement())
