"""The duty lists on the screen: drafts for the office, published ones for every post."""

import pytest
from django.urls import reverse

from demonstration.roles import Role
from tests.make import make_county, make_holder, make_person, make_unit
from tests.responsibility.tasks.published import Ground

pytestmark = pytest.mark.django_db


@pytest.fixture
def ground():
    return Ground()


def sign_in(client, user, language="en"):
    client.force_login(user)
    client.cookies["django_language"] = language
    return client


def opened(client, user, name, *args):
    return sign_in(client, user).get(reverse(name, args=args))


def test_the_office_sees_all_lists_in_order_with_their_numbers(client, ground):
    response = opened(client, ground.officer, "list-index")
    rows = [
        (duty_list.role_kind.code, duty_list.items_count, duty_list.core_count, managed)
        for duty_list, _, managed in response.context["rows"]
    ]
    assert rows == [
        ("party_committee", 36, 19, True),
        ("principal_officer", 60, 26, True),
        ("team_member", 33, 15, True),
        ("stationed_group", 30, 15, True),
        ("township_commission", 30, 14, True),
    ]
    assert response.content.decode().count("draft</span>") == 5


def test_published_lists_say_for_which_years(client, ground):
    ground.publish("PO-C01-03")
    ground.publish("PO-C01-03", year=2027)
    assert "published 2026, 2027" in opened(client, ground.officer, "list-index").content.decode()


def test_an_office_without_lists_is_told_so(client):
    office = make_unit(make_county(), kind="office")
    _, officer = make_holder(office, Role.COMMISSION_OFFICE)
    assert "No list yet" in opened(client, officer, "list-index").content.decode()


def test_every_post_reads_the_published_lists(client, ground):
    ground.publish("PO-C01-03")
    readers = [
        ground.head_user,
        make_holder(ground.unit, Role.TEAM_MEMBER)[1],
        make_holder(ground.county, Role.COUNTY_LEADER)[1],
        make_holder(ground.county, Role.PARTY_LEADER)[1],
    ]
    draft = ground.list_of(Role.TEAM_MEMBER)
    for reader in readers:
        index = opened(client, reader, "list-index")
        assert [row[0] for row in index.context["rows"]] == [ground.list_of()]
        text = opened(client, reader, "list", ground.list_of().pk).content.decode()
        assert "Chair an analysis of the unit&#x27;s political ecology" in text
        assert "Publish items" not in text
        assert "Publications" not in text
        assert opened(client, reader, "list", draft.pk).status_code == 404


def test_nobody_else_sees_any(client, ground):
    ground.publish("PO-C01-03")
    _, stranger = make_holder(make_unit(make_county("Elsewhere")))
    empty = opened(client, stranger, "list-index")  # the menu leads there whoever bears duties
    assert empty.status_code == 200 and empty.context["rows"] == []
    assert opened(client, stranger, "list", ground.list_of().pk).status_code == 404
    for user in (make_person(), make_person(is_auditor=True)):
        assert opened(client, user, "list-index").status_code == 404
        assert opened(client, user, "list", ground.list_of().pk).status_code == 404


def test_who_is_not_signed_in_is_sent_to_the_door(client, ground):
    for url in (reverse("list-index"), reverse("list", args=[ground.list_of().pk])):
        assert client.get(url).url.startswith(reverse("sign-in"))


@pytest.mark.parametrize(
    "language, words",
    [
        pytest.param(
            "en",
            [
                "by the end of each quarter",
                "by 31 Mar",
                "before Spring Festival, Labour Day, National Day, New Year&#x27;s Day",
                "within 1 month of appointment",
                "half-yearly, each team member",
                "zero report",
            ],
            id="English",
        ),
        pytest.param(
            "zh-hans",
            [
                "每季度末前",
                "3月31日前",
                "春节、劳动节、国庆节、元旦",
                "任职后 1 个月内",
                "每名班子成员",
            ],
            id="Chinese",
        ),
    ],
)
def test_items_say_when_they_are_due(client, ground, language, words):
    sign_in(client, ground.officer, language)
    text = client.get(reverse("list", args=[ground.list_of().pk])).content.decode()
    for word in words:
        assert word in text


def test_the_number_of_queries_does_not_grow_with_the_items(
    client, ground, django_assert_max_num_queries
):
    sign_in(client, ground.officer)
    with django_assert_max_num_queries(20):
        client.get(reverse("list", args=[ground.list_of().pk]))
