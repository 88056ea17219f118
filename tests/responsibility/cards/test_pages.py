"""The pages: who opens them, what they do, and where the QR code leads."""

import re

import pytest
from django.urls import reverse

from demonstration.roles import Role
from pages import qr
from pages.quarter import Quarter
from responsibility.cards.face import CardFace
from responsibility.cards.issues import CardIssue, CardLine
from responsibility.cards.models import ReminderCard
from tests import make
from tests.responsibility.cards.conftest import NOW

AFTER = "2026-10-01 00:00"


def draft_data(issue, **over):
    lines = list(issue.lines.all())
    data = {
        "revision": issue.revision,
        "lead": issue.lead,
        "issuer": issue.issuer,
        "line-TOTAL_FORMS": len(lines),
        "line-INITIAL_FORMS": len(lines),
    }
    for number, line in enumerate(lines):
        data |= {
            f"line-{number}-key": line.key,
            f"line-{number}-kind": line.kind,
            f"line-{number}-text": line.text,
            f"line-{number}-codes": " ".join(line.duty_codes),
        }
    return data | over


OFFICE = ["card-new", "card-approve", "card-give", "card-print", "card-issue"]
OFFICE_POSTS = ["card-reopen", "card-preview", "card-personal", "card-discard"]


def test_only_the_office_opens_the_offices_pages(stage, sign_in):
    issue = stage.draft()
    leader = make.appoint(make.make_post(stage.bodies[0], Role.PARTY_LEADER))
    for user in (stage.holders[0], leader, make.make_person()):
        client = sign_in(user)
        for name in OFFICE[1:]:
            assert client.get(reverse(name, args=[issue.pk])).status_code == 404, name
        for name in OFFICE_POSTS:
            assert client.post(reverse(name, args=[issue.pk])).status_code == 404, name
        assert client.get(reverse("card-draft", args=[issue.pk])).status_code == 404
        assert client.get(reverse("card-new")).status_code == 404


def test_a_party_leader_sees_counts_of_what_is_issued_and_no_names(stage, sign_in):
    stage.issued()
    stage.draft()
    leader = make.appoint(make.make_post(stage.bodies[0], Role.PARTY_LEADER))
    client = sign_in(leader)
    page = client.get(reverse("card-index"))
    assert len(page.context["listing"].page.object_list) == 1
    assert page.context["listing"].page.object_list[0].given == 3
    assert b"/cards/issues/" not in page.content
    assert sign_in(stage.holders[0]).get(reverse("card-index")).status_code == 404


def test_from_the_new_card_to_the_issue(stage, sign_in):
    client = sign_in(stage.drafter)
    asked = {"quarter": "2026-3", "audience": Role.PRINCIPAL_OFFICER}
    answer = client.post(reverse("card-new"), asked)
    issue = CardIssue.objects.get()
    assert answer.url == reverse("card-draft", args=[issue.pk])
    assert client.get(answer.url).status_code == 200
    client.post(reverse("card-submit", args=[issue.pk]))
    client = sign_in(stage.approver)
    approval = {"approver": "A", "document": "D", "approved_on": "2026-09-24"}
    client.post(reverse("card-approve", args=[issue.pk]), approval)
    confirm = client.get(reverse("card-give", args=[issue.pk]))
    assert (len(confirm.context["recipients"]), confirm.context["told"]) == (3, 21)
    for _click in range(2):
        answer = client.post(reverse("card-give", args=[issue.pk]))
        assert answer.url == issue.get_absolute_url()
    assert ReminderCard.objects.count() == 3
    page = client.get(answer.url)
    assert (page.context["issue"].given, page.context["waits"]) == (3, 3)
    assert len(client.get(answer.url + "?waiting").context["cards"]) == 3


def test_the_approval_of_an_own_draft_comes_back_with_a_sentence(stage, sign_in):
    issue = stage.draft()
    client = sign_in(stage.drafter)
    approval = {"approver": "A", "document": "D", "approved_on": "2026-09-24"}
    answer = client.post(reverse("card-approve", args=[issue.pk]), approval)
    assert answer.status_code == 422
    assert answer.context["form"].non_field_errors()


def test_an_approval_that_comes_too_late_offers_nothing_of_a_submission_that_is_gone(
    stage, sign_in
):
    """The page was open while the submission was taken back."""
    answer = sign_in(stage.approver).post(reverse("card-approve", args=[stage.draft().pk]), {
        "approver": "A", "document": "D", "approved_on": "2026-09-24"
    })  # fmt: skip
    assert answer.status_code == 422 and 'value="D"' in answer.text
    for act in ("card-take-back", "card-return"):
        assert reverse(act, args=[answer.context["issue"].pk]) not in answer.text


def test_the_editor_saves_adds_moves_and_deletes_lines(stage, sign_in):
    issue = stage.draft()
    client, address = sign_in(stage.drafter), reverse("card-draft", args=[issue.pk])
    texts = [line.text for line in issue.lines.all()]
    client.post(address, draft_data(issue, move="down:0"))
    assert [line.text for line in issue.lines.all()][:2] == [texts[1], texts[0]]
    issue.refresh_from_db()
    answer = client.post(address, draft_data(issue, more="1", **{"line-6-drop": "on"}))
    assert "more=1" in answer.url
    assert issue.lines.count() == 6
    page = client.get(answer.url)
    assert len(page.context["lines"].forms) == 7  # one more, empty
    issue.refresh_from_db()
    key = page.context["lines"].forms[-1]["key"].value()
    new = {"line-6-key": key, "line-6-kind": "warning", "line-6-text": "New\n one"}
    asked = draft_data(issue, **new | {"line-TOTAL_FORMS": 7})
    client.post(address, asked)
    client.post(address, asked)  # a double click
    assert issue.lines.count() == 7
    assert CardLine.objects.get(key=key).text == "New one"


@pytest.mark.parametrize(
    "wrong", [{"lead": ""}, {"line-0-text": "x" * 81}, {"line-0-codes": "PO-C99-99"}]
)
def test_a_wrong_draft_comes_back_and_nothing_is_written(stage, sign_in, wrong):
    make.make_item(stage.county, code="PO-C03-02")
    for code in {code for line in stage.draft().lines.all() for code in line.duty_codes}:
        if code != "PO-C03-02":
            make.make_item(stage.county, code=code)
    issue = stage.draft()
    address = reverse("card-draft", args=[issue.pk])
    answer = sign_in(stage.drafter).post(address, draft_data(issue, **wrong))
    assert answer.status_code == 422
    assert CardIssue.objects.get(pk=issue.pk).revision == 0


def test_the_preview_shows_what_is_typed_and_writes_nothing(stage, sign_in):
    issue = stage.draft()
    typed = draft_data(issue, lead="Typed just now", **{"as": stage.posts[1].pk})
    answer = sign_in(stage.drafter).post(reverse("card-preview", args=[issue.pk]), typed)
    assert "Typed just now" in answer.content.decode()
    assert stage.holders[1].name in answer.content.decode()
    assert CardIssue.objects.get(pk=issue.pk).lead != "Typed just now"


def test_a_personal_line_from_its_form(stage, sign_in):
    issue = stage.draft()
    address = reverse("card-personal", args=[issue.pk])
    asked = {"key": make.nonce(), "target": f"u{stage.bodies[1].pk}", "text": "Own line"}
    for _click in range(2):
        answer = sign_in(stage.drafter).post(address, asked)
        assert answer.url == reverse("card-draft", args=[issue.pk])
    assert issue.lines.get(for_unit=stage.bodies[1]).text == "Own line"
    assert sign_in(stage.drafter).post(address, asked | {"target": "p0"}).status_code == 422


def test_who_sees_a_card(stage, sign_in):
    card = stage.issued().cards.in_order().first()
    clerk = make.join(stage.posts[0], role="clerk")
    member = make.make_holder(stage.bodies[0], Role.TEAM_MEMBER)[1]
    leader = make.appoint(make.make_post(stage.bodies[0], Role.PARTY_LEADER))
    pages = [card.get_absolute_url(), reverse("card-qr", args=[card.uuid])]
    for user in (stage.holders[0], clerk, stage.drafter):
        assert [sign_in(user).get(page).status_code for page in pages] == [200, 200]
    for user in (stage.holders[1], member, leader, make.make_person()):
        assert [sign_in(user).get(page).status_code for page in pages] == [404, 404]
        token = reverse("card-open", args=[card.token])
        assert sign_in(user).get(token).status_code == 404


def test_a_receipt_is_one_tap_and_the_recipients_own(stage, sign_in):
    card = stage.issued().cards.in_order().first()
    address = reverse("card-receive", args=[card.uuid])
    assert sign_in(stage.drafter).post(address).status_code == 404
    for _tap in range(2):
        assert sign_in(stage.holders[0]).post(address).url == card.get_absolute_url()
    assert ReminderCard.objects.get(pk=card.pk).received_at == NOW


def test_own_cards_the_running_quarter_first(stage, sign_in, at):
    card = stage.issued().cards.in_order().first()
    page = sign_in(stage.holders[0]).get(reverse("card-mine"))
    assert (page.context["now_running"], page.context["others"]) == ([card], [])
    at(AFTER)
    page = sign_in(stage.holders[0]).get(reverse("card-mine"))
    assert (page.context["now_running"], page.context["others"]) == ([], [card])


def test_the_qr_code_holds_an_address_with_a_token_and_nothing_else(stage, sign_in, monkeypatch):
    card, asked = stage.issued().cards.in_order().first(), []
    monkeypatch.setattr("responsibility.cards.views.qr_svg", lambda text: asked.append(text) or b"")
    answer = sign_in(stage.holders[0]).get(reverse("card-qr", args=[card.uuid]))
    assert asked == [f"http://testserver/c/{card.token}/"]
    assert answer["Content-Type"] == "image/svg+xml"
    picture = qr.qr_svg(asked[0]).decode()
    assert picture.startswith("<svg") and "style" not in picture and "viewBox" in picture


def test_a_scan_leads_through_the_door_to_the_card_until_the_quarter_ends(
    stage, client, sign_in, at
):
    card = stage.issued().cards.in_order().first()
    address = reverse("card-open", args=[card.token])
    assert client.get(address).url == f"{reverse('sign-in')}?next={address}"
    at("2026-09-30 23:59")
    assert sign_in(stage.holders[0]).get(address).url == card.get_absolute_url()
    at(AFTER)
    assert sign_in(stage.holders[0]).get(address).status_code == 410
    assert sign_in(stage.holders[1]).get(address).status_code == 404
    assert sign_in(stage.holders[0]).get(card.get_absolute_url()).status_code == 200
    assert client.get(reverse("card-open", args=[make.nonce()])).status_code == 404


def test_all_cards_of_an_issue_on_one_page_to_print(stage, sign_in):
    issue = stage.draft()
    address = reverse("card-print", args=[issue.pk])
    assert [face.number for face in sign_in(stage.drafter).get(address).context["faces"]] == [""]
    stage.issue(stage.approve(issue))
    page = sign_in(stage.drafter).get(address)
    assert [face.number[-3:] for face in page.context["faces"]] == ["001", "002", "003"]
    assert len(re.findall(rb'src="data:image/svg', page.content)) == 3


def test_a_card_says_which_duties_it_reminds_of(stage, sign_in):
    item = make.make_item(stage.county, code="PO-C03-02")
    card = stage.issued().cards.in_order().first()
    assert sign_in(stage.holders[0]).get(card.get_absolute_url()).context["items"] == []
    item.duty_list.published_at = NOW
    item.duty_list.save()
    assert sign_in(stage.holders[0]).get(card.get_absolute_url()).context["items"] == [item]


@pytest.mark.parametrize(
    "letters, count, density", [(20, 7, ""), (28, 8, ""), (40, 8, "dense"), (80, 8, "tight")]
)
def test_much_text_is_set_smaller(letters, count, density):
    lines = [CardLine(text=chr(0x5B57) * letters) for _ in range(count)]
    face = CardFace("", "", "", "", Quarter(2026, 3), lines)
    assert face.density == density
