"""Lines offered from open problems, and that somebody would get a second card of a quarter."""

import pytest
from django.urls import reverse

from pages.quarter import Quarter
from responsibility.cards.approval.approve import approve_cards
from responsibility.cards.approval.submit import submit_cards
from responsibility.cards.change import change_draft
from responsibility.cards.draft import draft_cards
from responsibility.cards.issue import issue_cards
from responsibility.cards.recipients import recipients_of
from responsibility.cards.second import cards_already
from responsibility.cards.starter import load_card_templates
from responsibility.organisation.posts.models import RoleKind
from tests import make
from tests.supervision.problems.play import BY, HEAD, assign, closed, enter, shire

NOW = make.NOW


@pytest.fixture
def county(db):
    found = shire()
    load_card_templates()
    found.office = {"by": make.actor(found.people["office"]), "now": NOW}
    return found


def draft(county, **over):
    role = RoleKind.objects.get(leads_unit=True)
    about = {"county_id": county.county.pk, "quarter": Quarter(2026, 3), "audience": role}
    return draft_cards(**about | county.office | over)


def issued(county, issue):
    submit_cards(issue_id=issue.pk, **county.office)
    approve_cards(
        issue_id=issue.pk, approver="The Secretary", document="No. 1", approved_on=NOW.date(),
        by=make.actor(county.people["second office"]), now=NOW,
    )  # fmt: skip
    return issue_cards(issue_id=issue.pk, **county.office)


def test_an_open_problem_is_offered_as_a_line_and_added_by_a_tap(county, sign_in):
    assign(county, enter(county))
    closed(county)
    issue = draft(county)
    issue.lines.all().delete()
    client = sign_in(county.people["office"])
    page = client.get(reverse("card-draft", args=[issue.pk]))
    ((key, idea),) = page.context["ideas"]  # what is closed is none
    assert (idea.unit_id, idea.until_on) == (county.bodies[0].pk, BY)
    typed = {"key": key, "target": f"u{idea.unit_id}", "text": idea.text, "until_on": idea.until_on}
    for _tap in range(2):
        client.post(reverse("card-personal", args=[issue.pk]), typed)
    assert [line.for_unit for line in issue.lines.all()] == [county.bodies[0]]
    assert client.get(reverse("card-draft", args=[issue.pk])).context["ideas"] == []


def test_a_second_card_of_the_quarter_is_said(county):
    first = issued(county, draft(county))
    named = draft(county, audience=None)
    assert cards_already(named, recipients_of(named, at=NOW)) == []
    change_draft(
        issue_id=named.pk, revision=named.revision, lead="Please.", issuer="Committee", lines=[],
        post_ids=[county.posts[HEAD].pk], **county.office,
    )  # fmt: skip
    assert [card.issue for card in cards_already(named, recipients_of(named, at=NOW))] == [first]
    correction = draft(county)  # takes the place of the first
    assert cards_already(correction, recipients_of(correction, at=NOW)) == []
