"""The brief before a talk: the person's own time alone; the look at the facts is noted."""

from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from responsibility.organisation.posts.models import Appointment
from supervision.facts.models import FactsReading
from supervision.talks.brief import brief_of, is_briefed, open_brief
from supervision.talks.rights import Case
from tests.make import NOW
from tests.supervision.objections.play import red
from tests.supervision.talks import play

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def brief(shire, talk):
    return brief_of(Case.of(talk, at=NOW), user=shire.people["group"], now=NOW)


def test_it_shows_what_weighs_in_the_own_time(shire):
    late, earlier, talk = red(shire), play.signed(shire), play.plan(shire)
    (facts,) = brief(shire, talk).facts
    assert facts.tasks == [late] and facts.talks == [(earlier, 1)]
    Appointment.objects.filter(user=shire.people["officer"]).update(
        period=DateRange(date(2026, 9, 22), None)
    )
    (facts,) = brief(shire, talk).facts
    assert facts.tasks == []


def test_it_has_the_checklist_of_the_kind_and_three_briefings(shire):
    red(shire)
    talk = play.plan(shire, of="three_briefings")
    drafted = brief(shire, talk)
    assert drafted.checklist.kind == talk.kind
    assert len(drafted.duties) == 1
    assert brief(shire, play.plan(shire)).duties == []


def test_opening_it_is_a_look_at_the_facts(shire):
    talk, group = play.plan(shire), shire.people["group"]
    assert not is_briefed(talk, group, at=NOW)
    play.act(open_brief, shire, "group", talk)
    assert is_briefed(talk, group, at=NOW)
    reading = FactsReading.objects.get(person=shire.people["officer"])
    assert reading.read_by == group and talk.unit.name in reading.purpose
