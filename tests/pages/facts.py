"""A person's facts in the standing cast: a look for a purpose, suggestions."""

from supervision.facts.read import read_facts
from supervision.facts.suggest import suggest
from tests import make
from tests.make import NOW


def build_facts(cast) -> None:
    """The group looked at the officer's facts; the officer suggested something to the office."""
    officer = cast.people["officer"]
    for reader in ("group_inside", "township_inside", "office"):
        by = make.actor(cast.people[reader])
        read_facts(by=by, now=NOW, person_id=officer.pk, purpose="A daily look")
    cast.suggestion = suggest(
        by=make.actor(officer), now=NOW, nonce=make.nonce(), post_id=cast.desk.pk, text="Less."
    )
