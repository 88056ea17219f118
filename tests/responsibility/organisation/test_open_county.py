"""A county begins with one command and one account."""

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from responsibility.lists.models import DutyItem, DutyList
from responsibility.organisation.people.models import User
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit

pytestmark = pytest.mark.django_db


def open_county(**over):
    call_command("open_county", **{"name": "Lanchuan", "account": "first", "person": "Li"} | over)


def test_the_first_person_works_in_the_commission_office_and_can_sign_in(capsys):
    open_county()
    user = User.objects.get(staff_number="first")
    password = capsys.readouterr().out.strip().rpartition(" ")[2]
    assert user.check_password(password)
    county = Unit.objects.get(kind="county")
    standing = standing_of(user, at=timezone.now())
    assert standing.office_counties == {county.pk}
    assert standing.may("approve")


def test_the_county_has_its_five_lists_as_drafts():
    open_county()
    assert DutyList.objects.filter(published_at=None).count() == 5
    assert DutyItem.objects.count() == 189


@pytest.mark.parametrize("over", [{"account": "second"}, {"name": "Elsewhere"}])
def test_a_name_or_account_that_is_taken_is_refused_and_nothing_written(over):
    open_county()
    with pytest.raises(CommandError):
        open_county(**over)
    assert (Unit.objects.filter(kind="county").count(), User.objects.count()) == (1, 1)
