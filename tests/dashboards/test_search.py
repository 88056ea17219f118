"""The search finds what one may see, and nothing else."""

import pytest

from dashboards.search.find import MOST, find
from demonstration.roles import Role
from tests import make
from tests.responsibility.records.cast import lodge_as

NOW = make.NOW
pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    return make.make_county()


def found(user, typed):
    return find(user=user, typed=typed, at=NOW)


def test_each_finds_what_is_theirs(county):
    dam, mill = (make.make_unit(county, name=name) for name in ("Dam bureau", "Mill bureau"))
    head, chief = make.make_holder(dam, Role.PRINCIPAL_OFFICER)
    miller, _ = make.make_holder(mill, Role.PRINCIPAL_OFFICER)
    ours, theirs = (make.make_task(post) for post in (head, miller))
    _desk, clerk_of_county = make.make_holder(county, Role.COMMISSION_OFFICE)
    title = ours.title[:6]
    assert found(chief, title).owed == [ours]
    assert {task.pk for task in found(clerk_of_county, title).owed} >= {ours.pk}
    assert [unit.name for unit in found(chief, "bureau").units] == ["Dam bureau"]
    assert len(found(clerk_of_county, "bureau").units) == 2
    assert found(chief, chief.name).people == []
    assert chief in found(clerk_of_county, chief.name).people
    assert theirs not in found(chief, theirs.title).owed


@pytest.mark.parametrize("typed", ["", "  ", "\0", "%", "_", "no such thing", "x" * 5000, "'; --"])
def test_odd_words_find_nothing(county, typed):
    post, chief = make.make_holder(make.make_unit(county), Role.PRINCIPAL_OFFICER)
    type(post).objects.filter(pk=post.pk).update(title="Head")  # its code has an underscore
    assert found(chief, typed).nothing


def test_what_is_owed_comes_first_and_more_is_said(county):
    head, chief = make.make_holder(make.make_unit(county), Role.PRINCIPAL_OFFICER)
    item = make.make_item(county)
    tasks = [
        make.make_task(head, item, item_code=f"{item.code}-{number}") for number in range(MOST + 1)
    ]
    seen = found(chief, tasks[0].title)
    assert len(seen.owed) == MOST
    assert seen.more


def test_the_page_and_its_part(client, county):
    head, chief = make.make_holder(make.make_unit(county), Role.PRINCIPAL_OFFICER)
    task = make.make_task(head)
    client.force_login(chief)
    whole = client.get("/search/", {"q": task.title})
    part = client.get("/search/", {"q": task.title}, headers={"HX-Request": "true"})
    assert task.get_absolute_url() in whole.text
    assert task.get_absolute_url() in part.text
    assert "<html" not in part.text
    assert "&lt;b&gt;" in client.get("/search/", {"q": "<b>"}).text


def test_an_officer_finds_deputies(client, county):
    unit = make.make_unit(county, name="住房和城乡建设局")
    head, chief = make.make_holder(unit, Role.PRINCIPAL_OFFICER)
    deputy_post, deputy = make.make_holder(unit, Role.TEAM_MEMBER)
    _elsewhere, stranger = make.make_holder(make.make_unit(county), Role.TEAM_MEMBER)
    assert found(chief, deputy.name).posts == [deputy_post]
    assert found(chief, stranger.name).posts == []
    assert [one.name for one in found(chief, "住建局").units] == [unit.name]
    client.force_login(chief)
    link = f"/board/rows/?segment=all&post={deputy_post.pk}"
    assert link.replace("&", "&amp;") in client.get("/search/", {"q": deputy.name}).text
    assert client.get(link).status_code == 200


def test_records_of_their_own_are_found_by_their_text(client, county):
    unit = make.make_unit(county)
    head, chief = make.make_holder(unit, Role.PRINCIPAL_OFFICER)
    _post, deputy = make.make_holder(unit, Role.TEAM_MEMBER)
    record = lodge_as(chief, make.make_task(head), text="Walked the northern dam")
    for user, seen in ((chief, True), (deputy, False)):
        client.force_login(user)
        page = client.get("/search/", {"q": "Northern"}).text
        assert (record.get_absolute_url() in page) is seen
        assert ("<mark>northern</mark>" in page) is seen
    assert "您可查看的记录中没有符合条件的" in page
    narrowed = client.get("/search/", {"q": "northern", "kind": "record"}).text
    assert "没有找到" not in narrowed
