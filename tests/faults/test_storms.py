"""Storms over the product, and over four wrong variants of it that they must find out."""

import pytest

from tests.alerts.channels import stub_twilio as say
from tests.faults.marks import long
from tests.faults.storms import Storm
from tests.faults.variants import VARIANTS

SEED = 20261122
LONG = 600


def kills(storm: Storm, seconds: float) -> None:
    storm.gathers()
    storm.kills(seconds)


def freezes(storm: Storm, spells: float) -> None:
    """Most stand between claim and POST when they are frozen, beyond their lease and settling."""
    storm.gap = 0.5
    storm.gathers(drains=6, operator=1)
    for _ in range(int(spells)):
        storm.world.messages(24)
        storm.world.passes(1)
        storm.freezes()


def late(storm: Storm, seconds: float) -> None:
    """The provider takes much of it only when the client has given up."""
    storm.world.book.scripts = {f"{n}": [say.accept_late(2.5), say.accept] for n in (1, 4, 7)}
    storm.gathers(drains=4, operator=1)
    storm.kills(seconds, every=1)


def crashes(storm: Storm, seconds: float) -> None:
    storm.gathers()
    for _ in range(3):
        storm.kills(seconds / 3)
        storm.world.postgres.crash()


def test_a_short_storm_of_kills(world):
    storm = Storm(world, many=60, seed=SEED)
    kills(storm, 3)
    storm.abates()
    assert storm.harm() == {}, f"seed {SEED}"


STORMS = [
    pytest.param(kills, 600, 60, marks=pytest.mark.fault(5)),
    pytest.param(freezes, 24, 6, marks=pytest.mark.fault(6)),
    pytest.param(crashes, 400, 30, marks=pytest.mark.fault(8)),
    pytest.param(late, 200, 20, marks=pytest.mark.fault(18)),
]


@long
@pytest.mark.parametrize(("storm_of", "many", "seconds"), STORMS)
def test_after_a_storm_every_message_was_taken_once(world, storm_of, many, seconds):
    storm = Storm(world, many=many, seed=SEED)
    storm_of(storm, seconds)
    storm.abates(within=LONG)
    assert storm.harm() == {}, f"seed {SEED}, {world.kills} kills"


TEETH = [
    ("lease only", freezes, 24, 2),
    ("retry on time-out", kills, 120, 6),
    ("mark before send", kills, 200, 10),
    ("short settle", late, 60, 6),
]


@long
@pytest.mark.breaks
@pytest.mark.parametrize(("variant", "storm_of", "many", "seconds"), TEETH)
def test_the_storms_find_the_wrong_variants_out(world, variant, storm_of, many, seconds):
    storm = Storm(world, many=many, seed=SEED, replace=VARIANTS[variant])
    storm_of(storm, seconds)
    storm.abates(within=LONG)
    harm = storm.harm()
    assert harm.get("twice") or harm.get("never"), f"{variant} went through: {harm}"
