"""Every list with how to fill it. A list without a case breaks the build."""

from alerts.outbox.states import State
from responsibility.organisation.people.listing import PeopleListing
from responsibility.organisation.units.listing import UnitListing
from responsibility.outbox.exceptions.listing import ExceptionListing
from responsibility.outbox.listing import MessageListing
from tests import make
from tests.alerts.outbox.make import make_ended
from tests.pages.listings.case import Case


def people(cast, count, word):
    for _ in range(count):
        person = make.make_person(f"{word} {make.nonce().int}", county=cast.county)
        make.appoint(make.make_post(cast.bureau), person)
        make.join(cast.committee, person)


def units(cast, count, word):
    for _ in range(count):
        make.make_holder(make.make_unit(cast.bureau.parent, f"{word} {make.nonce().int}"))


def texts(cast, count, word):
    """Texts that did not arrive, to somebody whose name is the word."""
    for _ in range(count):
        person = make.appoint(make.make_post(cast.bureau), make.make_person(word))
        to = {"county_id": cast.county.pk, "recipient": person, "window": f"w{person.pk}"}
        make_ended(State.FAILED, **to)


CASES = [
    Case(UnitListing, "office", units, 8, blind="other_office"),
    Case(PeopleListing, "office", people, 9, blind="other_office"),
    Case(MessageListing, "office", texts, 10, blind="other_office"),
    Case(ExceptionListing, "office", texts, 15, blind="other_office"),
]
