"""A county with its office, at a standing hour."""

import pytest
import time_machine

from demonstration.roles import Role
from tests.make import NOW, make_county, make_holder, make_unit


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False):
        yield NOW


@pytest.fixture
def county():
    county = make_county()
    county.office = make_holder(make_unit(county), Role.COMMISSION_OFFICE)[1]
    return county


@pytest.fixture
def page(client, county):
    """What a page says to the office, or to `user`."""

    def page(address: str, user=None) -> str:
        client.force_login(user or county.office)
        response = client.get(address)
        assert response.status_code == 200
        return response.content.decode()

    return page
