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


def test_the_office_stands_under_its_commission(capsys):
    open_county(commission="Commission", office="Office", administrator="a",
                administrator_name="An", auditor="e", auditor_name="Er")  # fmt: skip
    office = Unit.objects.get(kind="office")
    assert (office.parent.name, office.parent.kind) == ("Commission", "discipline")
    assert office.county == office.parent.parent == Unit.objects.get(kind="county")
    assert set(User.objects.values_list("name", flat=True)) == {"Li", "An", "Er"}
    assert capsys.readouterr().out.count("sign in as") == 3


@pytest.mark.parametrize("over, missing", [
    ({"person": ""}, "the first administrator's real name"),
    ({"auditor": "e"}, "the auditor's real name"),
    ({"name": ""}, "the county's name"),
])  # fmt: skip
def test_everybody_has_a_real_name(over, missing):
    with pytest.raises(CommandError, match=missing):
        open_county(**over)
    assert not Unit.objects.exists()


def test_what_is_not_given_is_asked_for_before_a_terminal(monkeypatch, capsys):
    answers = iter(["Commission", "Office", "Li", "", "", "", ""])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda question: next(answers))
    call_command("open_county", name="Lanchuan", account="first")
    assert User.objects.get().name == "Li"
    assert Unit.objects.filter(kind="office", name="Office").exists()
