"""Every list with how to fill it. A list without a case breaks the build."""

from responsibility.organisation.people.listing import PeopleListing
from responsibility.organisation.units.listing import UnitListing
from tests import make
from tests.pages.listings.case import Case


def people(cast, count, word):
    for _ in range(count):
        person = make.make_person(f"{word} {make.nonce().int}", county=cast.county)
        make.appoint(make.make_post(cast.bureau), person)
        make.join(cast.committee, person)


def units(cast, count, word):
    for _ in range(count):
        make.make_holder(make.make_unit(cast.bureau.parent, f"{word} {make.nonce().int}"))


CASES = [
    Case(UnitListing, "office", units, 11, blind="other_office"),
    Case(PeopleListing, "office", people, 12, blind="other_office"),
]
