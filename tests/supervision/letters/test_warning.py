"""A warning: weighed, the person heard, lifted or carried on (M001-25); replies on paper."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from pages.lamp import Lamp
from pages.refused import Refused
from responsibility.files.store import store_upload
from supervision.letters.reply import enter_paper_reply
from supervision.letters.states import Purpose, State
from tests import make
from tests.make import NOW, at
from tests.pages.cast import picture
from tests.supervision.letters import play
from tests.supervision.letters.play import LATER

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def warned(shire):
    return play.served(shire, "warning", issuer="commission")


def test_each_of_the_five_is_weighed(shire):
    with pytest.raises(Refused) as refused:
        play.drafted(shire, "warning", issuer="commission", motive=" ")
    assert "motive" in refused.value.errors


def test_nobody_is_judged_unheard(shire):
    letter = warned(shire)
    with pytest.raises(Refused):
        play.close(shire, letter, outcome="carried_on")
    with pytest.raises(Refused):
        play.reply(shire, letter)  # without the own view
    play.reply(shire, letter, own_view="In haste.")
    play.close(shire, letter, outcome="carried_on")
    assert play.fresh(letter).state == State.CARRIED_ON


def test_who_says_nothing_by_the_day_was_heard(shire):
    letter = warned(shire)
    play.close(shire, letter, now=at("2026-10-10 00:00"), outcome="carried_on")
    assert play.fresh(letter).state == State.CARRIED_ON


def test_a_warning_is_lifted_once_all_is_verified_and_done(shire):
    letter = warned(shire)
    measure = play.lay(shire, letter)
    play.reply(shire, letter, own_view="In haste.")
    with pytest.raises(Refused):
        play.close(shire, letter, outcome="lifted")
    play.verify(shire, letter)
    play.report(shire, measure)
    with pytest.raises(Refused):
        play.close(shire, letter, outcome="closed")  # a warning does not end so
    play.close(shire, letter, outcome="lifted")
    assert play.fresh(letter).state == State.LIFTED


def on_paper(shire, letter, received_on, now, who="group", files=1):
    by = make.actor(shire.people[who])
    ids = [store_upload(upload=picture(), by=by, now=now).pk for _ in range(files)]
    values = {"nonce": make.nonce(), "text": "By letter.", "file_ids": ids}
    return play.act(enter_paper_reply, shire, who, letter, now, received_on=received_on, **values)


def test_a_reply_on_paper_counts_from_the_day_it_came(shire):
    letter = play.served(shire)
    on_paper(shire, letter, date(2026, 10, 9), at("2026-10-12 09:00"))
    owed = play.duty(letter, Purpose.REPLY)
    assert owed.lamp == Lamp.GREEN
    assert owed.fulfilled_at < owed.late_at
    assert play.fresh(letter).state == State.REPLIED


@pytest.mark.parametrize("received_on", [date(2026, 9, 23), date(2026, 9, 26)])
def test_it_came_not_before_the_letter_nor_tomorrow(shire, received_on):
    letter = play.served(shire)
    with pytest.raises(Refused):
        on_paper(shire, letter, received_on, LATER)


def test_a_reply_on_paper_has_its_scan_and_is_entered_by_who_issued_the_letter(shire):
    letter = play.served(shire)
    with pytest.raises(Refused):
        on_paper(shire, letter, NOW.date(), LATER, files=0)
    with pytest.raises(PermissionDenied):
        on_paper(shire, letter, NOW.date(), LATER, who="officer")
