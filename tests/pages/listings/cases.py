"""Every list with how to fill it. A list without a case breaks the build."""

from responsibility.organisation.people.listing import PeopleListing
from tests import make
from tests.pages.listings.case import Case


def people(cast, count, word):
    for _ in range(count):
        person = make.make_person(f"{word} {make.nonce().int}", county=cast.county)
        make.appoint(make.make_post(cast.bureau), person)
        make.join(cast.committee, person)


CASES = [
    Case(PeopleListing, "office", people, 12, blind="other_office"),
]
