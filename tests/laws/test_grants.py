"""A right that can be granted allows something; one that allows nothing yet is not offered."""

import re

import pytest

from responsibility.organisation.people.forms import MembershipForm
from responsibility.organisation.posts.models import Grant
from tests.laws.test_code import ROOT, files

# Where grants are named, given or offered, and nothing is allowed by them.
GIVEN_IN = ("posts/models.py", "people/forms.py", "posts/join.py", "organisation/open_county.py")


@pytest.mark.parametrize("grant", Grant)
def test_a_grant_is_offered_if_and_only_if_it_allows_something(grant):
    asked = re.compile(rf"\bGrant\.{grant.name}\b|'{grant.value}' = ANY \(")
    allows = [
        file
        for file in files()
        if not file.endswith(GIVEN_IN) and asked.search((ROOT / file).read_text())
    ]
    assert (grant in Grant.in_use()) is bool(allows), allows


def test_the_form_offers_those_and_no_others():
    offered = [value for value, _label in MembershipForm.base_fields["grants"].choices]
    assert offered == [grant.value for grant in Grant.in_use()]
