"""Pages ask the database a fixed number of times, whatever the size of the county."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from demonstration.roles import Role
from tests import make
from tests.dashboards import county

pytestmark = pytest.mark.django_db
MOST = 18  # one says whether the quarter is closed


def queries(client, address) -> int:
    client.get(address)  # what a process keeps is kept
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def shire_of(bodies) -> county.Shire:
    shire = county.build(bodies)
    county.fill(shire)
    return shire


@pytest.mark.parametrize("kind, addresses", [
    ("office", ["/board/", "/board/?segment=team&warned=1", "/board/rows/?segment=all",
                "/board/rows/?attention=1&segment=all", "/overview/"]),
    ("officer", ["/team/", "/team/rows/?segment=all"]),
    ("member", ["/team/"]),
])  # fmt: skip
def test_two_units_cost_as_much_as_twenty(client, kind, addresses):
    few, many = shire_of(2), shire_of(20)
    for body in (few.bodies[0], many.bodies[0]):
        principal = body.posts.get(role_kind__code=Role.PRINCIPAL_OFFICER)
        county.owe(principal, "yellow")
    for _ in range(10):
        county.owe(many.posts["Body 1", Role.TEAM_MEMBER], "yellow", "C08")
    for address in addresses:
        client.force_login(few.people[kind])
        cheap = queries(client, address)
        client.force_login(many.people[kind])
        assert queries(client, address) == cheap
        assert cheap <= MOST + 3 * ("rows" in address)


def test_a_cell_costs_the_same_for_one_row_as_for_ten(client):
    shire = shire_of(2)
    post = shire.posts["Body 1", Role.TEAM_MEMBER]
    one = county.owe(post, "red", "C12")
    client.force_login(shire.people["office"])
    address = f"/board/{post.unit_id}/{one.category_id}/?segment=team"
    cheap = queries(client, address)
    for _ in range(9):
        make.join(post)
        county.owe(post, "red", "C12")
    assert queries(client, address) == cheap
