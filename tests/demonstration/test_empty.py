"""An empty county to try: it stands, its people sign in, and nothing else is there."""

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command

from demonstration.accounts import PASSWORD
from responsibility.organisation.people.models import User
from responsibility.organisation.units.models import Unit
from responsibility.tasks.models import Task

pytestmark = pytest.mark.django_db


def test_it_has_its_office_and_three_people_and_no_task():
    call_command("seed_empty")
    call_command("seed_empty")
    assert list(Unit.objects.in_order().values_list("kind", flat=True)) == [
        "county", "discipline", "office",
    ]  # fmt: skip
    for account in ("office", "system", "auditor"):
        assert not authenticate(username=account, password=PASSWORD).must_change_password
    assert not Task.objects.exists()


def test_not_in_production(settings):
    settings.LIANGZE_ENV = "production"
    with pytest.raises(CommandError):
        call_command("seed_empty")
    assert not User.objects.exists()
