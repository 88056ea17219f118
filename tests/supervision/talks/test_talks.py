"""A talk from its plan to its closing: each act once, by whom it is, with its lamp."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.utils import InternalError

from pages.refused import Refused
from responsibility.organisation.posts.models import Appointment
from supervision.talks.claims.enter import enter_claim
from supervision.talks.close import close_talk, look_back_at_talk, reopen_talk
from supervision.talks.follow import accept_reply, drop_requirement, send_reply_back
from supervision.talks.models import Talk, TalkRecord
from supervision.talks.plan import cancel_talk, put_off_talk
from supervision.talks.sign import note_refusal
from tests import make
from tests.make import NOW
from tests.supervision.problems import play as problems
from tests.supervision.talks import play

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
TOMORROW = NOW + make.days(1)


def test_a_talk_is_planned_once_and_owed(shire):
    nonce = make.nonce()
    talk, again = play.plan(shire, nonce=nonce), play.plan(shire, nonce=nonce)
    assert talk == again and talk.state == "planned"
    assert talk.called == "TH-2026-0001"
    owed = talk.duties.get()
    assert (owed.purpose, owed.post) == ("hold", shire.posts[play.GROUP])


def test_the_day_of_a_planned_talk_is_put_off_with_a_reason(shire):
    talk = play.plan(shire)
    on = NOW.date() + make.days(5)
    with pytest.raises(Refused, match="Give a reason"):
        play.act(put_off_talk, shire, "group", talk, planned_on=on, reason=" ")
    play.act(put_off_talk, shire, "group", talk, planned_on=on, reason="Away.")
    assert [row.exempt for row in talk.duties.order_by("pk")] == [True, False]
    assert talk.duties.get(exempt=False).due_on == play.fresh(talk).planned_on == on


def test_from_the_talk_to_its_closing(shire):
    """Not closed while somebody has not signed, or a requirement is not verified (M001-13)."""
    talk = play.plan(shire)
    play.hold(shire, talk)
    close = {"reason": "All done."}
    with pytest.raises(Refused, match="everybody has signed"):
        play.act(close_talk, shire, "group", talk, **close)
    play.sign(shire, talk, view="Right.", claims="The archive too\n\nThe keys")
    person = play.person(shire, talk)
    assert [claim.text for claim in person.claims.all()] == ["The archive too", "The keys"]
    assert play.fresh(talk).state == "following"
    for expected in ("still open: 1", "still open: 1"):
        with pytest.raises(Refused, match=expected):
            play.act(close_talk, shire, "group", talk, **close)
        if play.requirement(talk).fulfilled_at is None:
            reply = play.report(shire, talk)
    assert play.requirement(talk).lamp == "green"
    play.act(accept_reply, shire, "group", talk, reply_id=reply.pk, reason="Seen.")
    on = NOW.date() + make.days(30)
    play.act(close_talk, shire, "group", talk, look_back_on=on, **close)
    assert play.fresh(talk).state == "closed"
    owed = talk.duties.get(purpose="look_back")
    assert owed.due_on == on
    play.act(look_back_at_talk, shire, "group", talk, now=TOMORROW, reason="It holds.")
    owed.refresh_from_db()
    assert owed.fulfilled_at == TOMORROW
    play.act(reopen_talk, shire, "group", talk, reason="It does not.")
    assert play.fresh(talk).state == "following"


def test_what_was_brought_up_becomes_a_problem_once(shire):
    """By the ledger's own verb; the talk and the problem lead to each other (M001-14)."""
    talk = play.plan(shire)
    play.hold(shire, talk)
    play.sign(shire, talk, claims="The keys are lost.")
    claim = play.person(shire, talk).claims.get()
    words = {"title": "Lost keys", "text": claim.text, "nonce": make.nonce(), "claim_id": claim.pk}
    for name, code in (("source", "audit"), ("type", "funds"), ("severity", "general")):
        words[f"{name}_id"] = problems.term(shire, name, code).pk
    with pytest.raises(PermissionDenied):
        play.act(enter_claim, shire, "officer", talk, **words)
    problem = play.act(enter_claim, shire, "group", talk, **words)
    claim.refresh_from_db()
    assert claim.problem == problem and problem.unit == talk.unit
    with pytest.raises(Refused, match="already"):
        play.act(enter_claim, shire, "group", talk, **words)


def test_a_report_sent_back_is_owed_again(shire):
    talk = play.signed(shire)
    reply = play.report(shire, talk)
    play.act(send_reply_back, shire, "group", talk, reply_id=reply.pk, reason="No names.")
    owed = play.requirement(talk)
    assert owed.fulfilled_at is None and owed.lamp == "unlit"
    assert not talk.duties.open_still().filter(purpose="verify").exists()
    again = play.report(shire, talk, text="With names.")
    play.act(accept_reply, shire, "group", talk, reply_id=again.pk, reason="Seen.")
    assert not talk.duties.open_still().exists()


def test_a_dropped_requirement_keeps_nobody(shire):
    talk = play.signed(shire)
    about = {"duty_id": play.requirement(talk).pk, "reason": "Done by others."}
    play.act(drop_requirement, shire, "group", talk, **about)
    play.act(close_talk, shire, "group", talk, reason="All done.")
    assert play.fresh(talk).state == "closed"


def test_the_talked_to_person_disagrees(shire):
    """It says why, stands with the signature, and holds nothing up."""
    talk = play.plan(shire)
    play.hold(shire, talk)
    with pytest.raises(Refused, match="otherwise"):
        play.sign(shire, talk, disagrees=True)
    play.sign(shire, talk, disagrees=True, view="Others lead it.")
    person = play.person(shire, talk)
    assert person.disagrees and person.view == "Others lead it."
    assert play.fresh(talk).state == "following"


def test_a_refusal_is_noted_and_may_still_be_signed(shire):
    talk = play.plan(shire)
    play.hold(shire, talk)
    about = {"person_id": play.person(shire, talk).pk, "reason": "Did not agree."}
    with pytest.raises(PermissionDenied):
        play.act(note_refusal, shire, "officer", talk, **about)
    play.act(note_refusal, shire, "group", talk, **about)
    assert play.fresh(talk).state == "following"
    play.sign(shire, talk)
    assert play.person(shire, talk).signed_at == NOW


def test_of_two_who_talk_one_is_absent(shire):
    second = shire.people["second"]
    talk = play.plan(shire, other_ids=[second.pk])
    with pytest.raises(Refused, match="was present"):
        play.hold(shire, talk, present_ids=[])
    play.hold(shire, talk)
    present = dict(talk.talkers.values_list("user", "present"))
    assert present == {shire.people["group"].pk: True, second.pk: False}


def test_nobody_is_on_both_sides(shire):
    officer, group = shire.people["officer"], shire.people["group"]
    with pytest.raises(Refused, match="to themselves"):
        play.plan(shire, person_ids=[group.pk])
    with pytest.raises(Refused, match="to themselves"):
        play.plan(shire, other_ids=[officer.pk])


def test_with_somebody_who_left_the_post_yesterday(shire):
    """They are still talked to, and sign; nothing is required where they are no more."""
    held = Appointment.objects.get(user=shire.people["officer"])
    Appointment.objects.filter(pk=held.pk).update(period=DateRange(date(2026, 1, 1), NOW.date()))
    talk = play.plan(shire)
    assert play.person(shire, talk).post == shire.posts[play.HEAD]
    with pytest.raises(Refused, match="in no post any more"):
        play.hold(shire, talk)
    play.hold(shire, talk, required=())
    play.sign(shire, talk)
    assert play.fresh(talk).state == "following"


def test_cancelled_with_a_reason(shire):
    talk = play.plan(shire)
    play.act(cancel_talk, shire, "second", talk, reason="Ill.")
    assert play.fresh(talk).state == "cancelled"
    with pytest.raises(Refused):
        play.hold(shire, talk)


def test_what_was_written_is_kept(shire):
    talk = play.signed(shire)
    for rows, change in (
        (TalkRecord.objects.filter(talk=talk), {"text": "Other."}),
        (talk.steps.all(), {"text": "Other."}),
        (talk.persons.all(), {"view": "Other."}),
        (Talk.objects.filter(pk=talk.pk), {"purpose": "Other."}),
    ):
        with pytest.raises(InternalError), transaction.atomic():
            rows.update(**change)
