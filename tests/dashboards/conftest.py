"""The clock stands, and the county is there: built once a file, whatever a test does is undone."""

import pytest
import time_machine
from django.db import transaction

from tests import make
from tests.dashboards import county


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(make.NOW, tick=False):
        yield


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        shire = county.build()
        county.fill(shire)
        yield shire
        transaction.set_rollback(True)


@pytest.fixture
def shire(built, db):
    for person in built.people.values():
        person.__dict__.pop("_standing", None)  # kept on the object for a day
    return built
