"""Two at once with one code, over two connections: one of them is let in."""

from functools import partial

import pytest

from pages.refused import Refused
from responsibility.organisation.second_factor.codes import RECOVERY_CODES, new_device
from responsibility.organisation.second_factor.factor import APP, RECOVERY, recovery_left, use_code
from responsibility.organisation.second_factor.set_up import renew_recovery_codes, set_up_factor
from tests.make import NOW, actor, code_of, days, make_person, nonce, with_factor
from tests.responsibility.records.test_races import TIMES, at_once, kinds

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_code_opens_one_of_two():
    person = make_person()
    device = with_factor(person)
    for day in range(TIMES):
        now = NOW + days(day)
        enter = partial(use_code, person, code_of(device, now), now=now)
        assert sorted(at_once(enter, enter)) == ["", APP]


def test_a_recovery_code_opens_one_of_two():
    person = make_person()
    with_factor(person)
    for code in renew_recovery_codes(by=actor(person), now=NOW)[:TIMES]:
        enter = partial(use_code, person, code, now=NOW)
        assert sorted(at_once(enter, enter)) == ["", RECOVERY]


def test_two_devices_are_not_set_up_at_once():
    person = make_person()
    acts = []
    for _each in range(2):
        number = nonce()
        code = code_of(new_device(person, number), NOW)
        by = actor(type(person).objects.get(pk=person.pk))
        acts.append(partial(set_up_factor, nonce=number, code=code, this=None, by=by, now=NOW))
    assert kinds(at_once(*acts)) == {list, Refused}
    assert recovery_left(person) == RECOVERY_CODES
