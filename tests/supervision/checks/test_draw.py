"""A draw that anybody can redo: by the command, and by another program from the file alone (58)."""

import json
import subprocess
import sys
from collections import Counter
from io import StringIO
from random import Random

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from pages.refused import Refused
from responsibility.records.models import DutyRecord
from supervision.checks.draws.models import CheckDraw
from supervision.checks.draws.published import published
from supervision.checks.draws.selection import Place, select
from supervision.checks.draws.withdraw import withdraw_draw
from supervision.checks.models import SpotCheck
from tests import make
from tests.make import NOW
from tests.responsibility.records.cast import correct_as, withdraw_as
from tests.supervision.checks import play

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

# Knows nothing of ours: reads the file, and works by the rule that stands in it.
ANOTHER_PROGRAM = """
import hashlib, json, sys
d = json.load(sys.stdin)
H = lambda t: hashlib.sha256(t.encode()).hexdigest()
assert H(d["seed"]) == d["seed_sha256"]
assert H("".join("%d,%d\\n" % (r["record"], r["unit"]) for r in d["frame"])) == d["frame_sha256"]
rows = sorted(d["frame"], key=lambda r: H(d["seed"] + ":" + str(r["record"])))
have, out = {}, []
for r in rows:
    if have.get(r["unit"], 0) < d["floor"]:
        have[r["unit"]] = have.get(r["unit"], 0) + 1
        out.append(r["record"])
for r in rows:
    if len(out) < d["size"] and r["record"] not in out and have.get(r["unit"], 0) < d["cap"]:
        have[r["unit"]] = have.get(r["unit"], 0) + 1
        out.append(r["record"])
print(json.dumps(out))
"""


def redone_elsewhere(content: dict) -> list[int]:
    program = [sys.executable, "-I", "-c", ANOTHER_PROGRAM]
    answer = subprocess.run(
        program, input=json.dumps(content), capture_output=True, text=True, check=True
    )
    return json.loads(answer.stdout)


@pytest.fixture
def frame(shire):
    """Four records of the first body, two of the third."""
    officers = ["principal_officer of Body 1"] * 4 + ["principal_officer of Body 3"] * 2
    records = []
    for who in officers:
        post = shire.posts[who.split(" of ")[1], "principal_officer"]
        records.append(play.lodged(shire, make.make_task(post), who=who))
    return records


def test_it_is_redone_by_another_program_from_the_file_alone(shire, frame):
    draw = play.draw(shire, play.publish(shire, size=3))
    content = json.loads(json.dumps(published(CheckDraw.objects.get(pk=draw.pk))))
    assert len(content["drawn"]) == 3
    assert redone_elsewhere(content) == content["drawn"]


def test_before_it_is_drawn_the_seed_is_nowhere(shire, frame, client):
    draw = play.publish(shire)
    client.force_login(shire.people["officer"])
    with time_machine.travel(NOW, tick=False):
        pages = [client.get(f"/checks/draws/{draw.pk}/{end}") for end in ("", "draw.json")]
    for answer in pages:
        assert answer.status_code == 200
        assert draw.seed_hash in answer.content.decode()
        assert draw.seed not in answer.content.decode()


def test_floor_and_cap_hold_and_each_drawn_record_has_its_check(shire, frame):
    draw = play.draw(shire, play.publish(shire, size=4, floor=1, cap=2))
    drawn = draw.places.exclude(turn=None)
    assert Counter(drawn.values_list("unit__name", flat=True)) == {"Body 1": 2, "Body 3": 2}
    checks = SpotCheck.objects.filter(draw=draw)
    assert {check.record_id for check in checks} == set(drawn.values_list("record", flat=True))
    assert {check.state for check in checks} == {"drawn"}


def test_what_counts_no_longer_is_drawn_and_not_checked(shire, frame):
    draw = play.publish(shire, size=6, floor=0, cap=6)
    gone, corrected, checked, *others = frame
    withdraw_as(shire.people["officer"], gone)
    correct_as(shire.people["officer"], corrected, play.task_of(corrected))
    play.opened(shire, checked)
    play.draw(shire, draw)
    assert draw.places.exclude(turn=None).count() == 6
    assert SpotCheck.objects.filter(draw=draw).count() == len(others)


def test_it_is_drawn_once_and_not_before_its_day(shire, frame):
    draw = play.publish(shire)
    with pytest.raises(Refused, match="day has not come"):
        play.draw(shire, draw, now=NOW)
    first = play.draw(shire, draw)
    second = play.draw(shire, draw, who="second", now=NOW + make.days(3))
    assert (first.drawn_at, second.drawn_by) == (second.drawn_at, shire.people["group"])
    assert SpotCheck.objects.filter(draw=draw).count() == 3


def test_published_by_mistake_it_is_withdrawn_with_a_reason(shire, frame):
    draw = play.publish(shire)
    act = {"now": NOW, "draw_id": draw.pk, "reason": "The wrong days."}
    with pytest.raises(PermissionDenied):
        withdraw_draw(by=make.actor(shire.people["officer"]), **act)
    with pytest.raises(Refused) as refusal:
        withdraw_draw(by=make.actor(shire.people["second"]), **{**act, "reason": " "})
    assert "reason" in refusal.value.errors
    first = withdraw_draw(by=make.actor(shire.people["second"]), **act)
    again = withdraw_draw(by=make.actor(shire.people["group"]), **act)
    assert again.withdrawn_by == first.withdrawn_by == shire.people["second"]
    with pytest.raises(Refused, match="withdrawn"):
        play.draw(shire, draw)
    content = published(CheckDraw.objects.get(pk=draw.pk))
    assert (content["seed"], content["drawn"]) == (draw.seed, [])
    with pytest.raises(CommandError, match="withdrawn"):
        call_command("verify_draw", draw.called)


def test_once_drawn_it_is_not_withdrawn(shire, frame):
    draw = play.draw(shire, play.publish(shire))
    with pytest.raises(Refused, match="is drawn"):
        withdraw_draw(
            by=make.actor(shire.people["group"]), now=NOW, draw_id=draw.pk, reason="Too many."
        )


@pytest.mark.parametrize(
    ("over", "field"),
    [({"size": 7}, "size"), ({"size": 1}, "size"), ({"cap": 0, "floor": 1}, "cap"),
     ({"draws_on": NOW.date()}, "draws_on"), ({"last_on": NOW.date() - make.days(60)}, "last_on"),
     ({"title": " "}, "title")],
)  # fmt: skip
def test_what_is_not_published(shire, frame, over, field):
    with pytest.raises(Refused) as refusal:
        play.publish(shire, **over)
    assert field in refusal.value.errors
    assert not CheckDraw.objects.exists()


def test_there_is_nothing_to_draw_from(shire):
    with pytest.raises(Refused, match="No record"):
        play.publish(shire)


def test_the_own_records_are_not_in_the_frame(shire, frame):
    make.join(shire.posts[play.HEAD], shire.people["group"], role="clerk")
    shire.people["group"].__dict__.pop("_standing", None)
    draw = play.publish(shire, size=2)
    assert set(draw.places.values_list("unit__name", flat=True)) == {"Body 3"}


def test_the_command_verifies_it(shire, frame):
    draw = play.publish(shire)
    with pytest.raises(CommandError, match="not drawn yet"):
        call_command("verify_draw", draw.called)
    play.draw(shire, draw)
    said = StringIO()
    call_command("verify_draw", draw.called, stdout=said)
    assert "agrees: 3 of 6" in said.getvalue()
    for wrong in ("CQ-2026-999", "nonsense"):
        with pytest.raises(CommandError):
            call_command("verify_draw", wrong)


def test_it_finds_what_was_tampered_with(shire, frame):
    """Past the triggers, as only who owns the database could."""
    draw = play.draw(shire, play.publish(shire))
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE supervision_drawplace DISABLE TRIGGER USER")
        cursor.execute(
            "UPDATE supervision_drawplace SET turn = NULL WHERE draw_id = %s AND turn = 1",
            [draw.pk],
        )
    with pytest.raises(CommandError, match="does not agree"):
        call_command("verify_draw", draw.called)


@pytest.mark.parametrize("column", ["seed", "size", "frame_hash"])
def test_nothing_of_a_draw_is_changed(shire, frame, column):
    draw = play.publish(shire)
    with pytest.raises(DatabaseError, match="kept as written"), transaction.atomic():
        CheckDraw.objects.filter(pk=draw.pk).update(**{column: 1})


@pytest.mark.parametrize("number", range(60))
def test_the_selection_keeps_floor_cap_and_size(number):
    chance = Random(number)
    records = chance.sample(range(1, 10_000), chance.randint(1, 40))
    frame_of = [Place(record, chance.randint(1, 5)) for record in records]
    floor = chance.randint(0, 3)
    cap, size = chance.randint(max(floor, 1), 5), chance.randint(1, len(records))
    seed = f"{chance.getrandbits(256):064x}"
    drawn = select(frame_of, seed=seed, size=size, floor=floor, cap=cap)
    unit = {place.record: place.unit for place in frame_of}
    counts, total = Counter(unit[record] for record in drawn), Counter(unit.values())
    assert len(set(drawn)) == len(drawn)
    for number, count in total.items():
        assert min(count, floor) <= counts[number] <= cap
    assert drawn == select(frame_of[::-1], seed=seed, size=size, floor=floor, cap=cap)
    room = sum(min(count, cap) for count in total.values())
    least = sum(min(count, floor) for count in total.values())
    assert len(drawn) == max(min(size, room), least)


def test_a_known_draw_stays_what_it_was():
    """A published draw must be redone for ever: the rule never changes."""
    frame_of = [Place(record, record % 3) for record in range(1, 11)]
    drawn = select(frame_of, seed="ab" * 32, size=5, floor=1, cap=2)
    assert drawn == [8, 9, 4, 7, 6]


def test_the_frame_is_of_the_days_named(shire, frame):
    assert DutyRecord.objects.count() == 6
    with pytest.raises(Refused, match="No record"):
        play.publish(shire, first_on=NOW.date() - make.days(9), last_on=NOW.date() - make.days(1))
