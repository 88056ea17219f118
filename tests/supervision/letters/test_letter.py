"""The way of a letter: drafted, approved by another, served, replied to, verified, closed."""

import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied

from alerts.reminders.models import Reminder
from pages.lamp import Lamp
from pages.refused import Refused
from responsibility.organisation.posts.models import Appointment
from supervision.letters.approve import approve_letter
from supervision.letters.close import reopen_letter, withdraw_letter
from supervision.letters.draft import discard_letter, revise_letter, submit_letter
from supervision.letters.kind import SERVED, WITHDRAWN
from supervision.letters.receive import receive_letter
from supervision.letters.states import Purpose, State
from supervision.letters.verify import take_verdict_back
from supervision.papers.rules import PaperRule
from tests import make
from tests.make import NOW, at
from tests.supervision.letters import play
from tests.supervision.letters.play import LATER

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def told(stage: str) -> set[int]:
    return set(Reminder.objects.filter(stage=stage).values_list("recipient", flat=True))


def test_from_the_draft_to_its_end(shire):
    letter = play.submitted(shire)
    assert letter.state == State.SUBMITTED
    assert not letter.number
    letter = play.act(approve_letter, shire, "office", letter, accepted=True)
    assert letter.document_number == "整改通知 [2026] No. 1"
    assert shire.people["officer"].pk in told(SERVED)
    play.act(receive_letter, shire, "officer", letter, LATER)
    measure = play.lay(shire, letter)
    play.reply(shire, letter)
    assert play.duty(letter, Purpose.REPLY).lamp == Lamp.GREEN
    play.verify(shire, letter)
    with pytest.raises(Refused):
        play.close(shire, letter)  # a measure is open
    play.report(shire, measure)
    play.close(shire, letter)
    assert play.fresh(letter).state == State.CLOSED
    assert not letter.duties.open_still().exists()


def test_numbers_are_of_each_kind(shire):
    numbers = [play.served(shire, code).number for code in ("order", "order", "prompt")]
    assert numbers == [1, 2, 1]


def test_a_second_tap_drafts_one(shire):
    nonce = make.nonce()
    assert play.drafted(shire, nonce=nonce).pk == play.drafted(shire, nonce=nonce).pk


def test_the_drafter_does_not_approve_nor_who_verified_close(shire):
    letter = play.submitted(shire, who="office")
    with pytest.raises(PermissionDenied):
        play.act(approve_letter, shire, "office", letter, accepted=True)
    second = play.verified(shire)
    with pytest.raises(PermissionDenied):
        play.close(shire, second, who="group")


def test_who_proposes_is_never_the_recipient(shire):
    make.join(shire.posts[play.HEAD], shire.people["group"])
    with pytest.raises(PermissionDenied):
        play.drafted(shire)
    with pytest.raises(PermissionDenied):
        play.drafted(shire, post=play.MEMBER)  # of the own unit


def test_a_group_proposes_and_the_commission_issues(shire):
    with pytest.raises(Refused):
        play.drafted(shire, "warning")  # a group issues none itself
    letter = play.served(shire, "warning", issuer="commission")
    assert letter.made_in.unit != letter.proposed_in.unit
    assert letter.proposed_in.unit.name == "Group"


def test_a_township_commission_issues_no_supervisory_proposal(shire):
    commission = shire.posts["Commission", "township_commission"]
    assert not play.kind(shire, "proposal").issuers.filter(pk=commission.role_kind_id).exists()
    assert play.kind(shire, "discipline").issuers.filter(pk=commission.role_kind_id).exists()


def test_a_vacant_post_gets_none(shire):
    letter = play.submitted(shire, post=play.MEMBER)
    Appointment.objects.filter(post=shire.posts[play.MEMBER]).delete()
    with pytest.raises(Refused, match="vacant"):
        play.act(approve_letter, shire, "office", letter, accepted=True)
    assert play.fresh(letter).state == State.SUBMITTED


@pytest.mark.parametrize(
    ("when", "lamp"), [("2026-10-09 23:59", Lamp.GREEN), ("2026-10-10 00:01", Lamp.ORANGE)]
)
def test_a_reply_a_minute_before_and_after_its_day(shire, when, lamp):
    letter = play.served(shire)
    play.reply(shire, letter, now=at(when))
    assert play.duty(letter, Purpose.REPLY).lamp == lamp
    assert play.fresh(letter).state == State.REPLIED


def test_withdrawn_after_service_it_keeps_its_number_and_the_recipient_is_told(shire):
    letter = play.served(shire)
    play.act(withdraw_letter, shire, "group", letter, LATER, reason="The figures were wrong.")
    letter = play.fresh(letter)
    assert (letter.state, letter.number) == (State.WITHDRAWN, 1)
    assert play.duty(letter, Purpose.REPLY).exempt
    assert shire.people["officer"].pk in told(WITHDRAWN)
    with pytest.raises(Refused):
        play.reply(shire, letter, now=LATER)
    assert play.served(shire).number == 2


def test_sent_back_changed_and_submitted_again_or_discarded(shire):
    letter = play.submitted(shire)
    with pytest.raises(Refused):
        play.act(approve_letter, shire, "office", letter, accepted=False)  # without a reason
    play.act(approve_letter, shire, "office", letter, accepted=False, reason="Say when.")
    words = play.content(shire, "order") | {"title": "Anew", "reply_by": play.BY}
    play.act(revise_letter, shire, "group", letter, **words)
    play.act(submit_letter, shire, "group", letter)
    play.act(discard_letter, shire, "group", letter, reason="Settled.")
    letter = play.fresh(letter)
    assert (letter.title, letter.state, letter.number) == ("Anew", State.DISCARDED, None)


def test_where_the_county_asks_no_approval_the_own_body_serves_at_once(shire):
    first_on = NOW.date()
    PaperRule.objects.create(
        county_id=shire.county.pk, kind="order", word="令", approved=False, basis="-",
        first_on=first_on,
    )  # fmt: skip
    assert play.submitted(shire).state == State.SERVED
    other = play.submitted(shire, "discipline", issuer="commission")
    assert other.state == State.SUBMITTED  # in another body's name never


def test_insufficient_a_new_reply_is_owed_and_a_verdict_is_taken_back(shire):
    letter = play.served(shire)
    play.reply(shire, letter)
    play.verify(shire, letter, accepted=False)
    assert play.fresh(letter).state == State.INSUFFICIENT
    assert play.duty(letter, Purpose.REPLY).fulfilled_at is None
    play.reply(shire, letter, text="Again.")
    play.verify(shire, letter)
    play.act(take_verdict_back, shire, "group", letter, LATER, reason="Not so.")
    assert play.fresh(letter).state == State.INSUFFICIENT
    assert letter.duties.filter(purpose=Purpose.REPLY).count() == 3


def test_closed_it_is_opened_again_as_it_was(shire):
    letter = play.verified(shire)
    play.close(shire, letter)
    play.act(reopen_letter, shire, "office", letter, LATER, reason="One is not done.")
    assert play.fresh(letter).state == State.VERIFIED
    assert letter.duties.open_still().get().purpose == Purpose.CLOSE


def test_another_countys_unit_is_none_to_write_to(shire):
    other = make.make_county("Qingshan")
    shire.posts["elsewhere"] = make.make_post(make.make_unit(other))
    with pytest.raises((PermissionDenied, ObjectDoesNotExist)):
        play.drafted(shire, post="elsewhere")
