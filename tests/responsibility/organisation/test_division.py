"""Who is in charge of what, read by everybody of the county: by leader, by unit, as of a day."""

from io import BytesIO

import pytest
import time_machine
from django.urls import reverse
from docx import Document

from demonstration.roles import Role
from responsibility.organisation.units.reorganise import reorganise
from tests import make
from tests.make import NOW, days
from tests.responsibility.organisation.conftest import build_county

pytestmark = pytest.mark.usefixtures("on_the_day")
TODAY = NOW.date()
BEFORE = TODAY - days(30)


@pytest.fixture
def on_the_day():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def county(db):
    """Xu had the bureau until a month ago, Shen has it since and will be linked with another."""
    county = build_county("Lan")
    county.xu = make.make_post(county.unit, Role.COUNTY_LEADER, "Deputy mayor")
    county.shen = make.make_post(county.unit, Role.COUNTY_LEADER, "Secretary")
    make.appoint(county.xu, make.make_person("Xu"), end=BEFORE)
    make.appoint(county.xu, make.make_person("Hua"), start=BEFORE)
    make.appoint(county.shen, make.make_person("Shen"))
    make.put_in_charge(county.xu, county.bureau, end=BEFORE)
    make.put_in_charge(county.shen, county.bureau, start=BEFORE)
    county.water = make.make_unit(county.branch, "Water")
    make.put_in_charge(county.shen, county.water, start=TODAY + days(20))
    county.member = make.appoint(make.make_post(county.bureau, Role.TEAM_MEMBER))
    return county


@pytest.fixture
def reader(client, county, settings):
    client.force_login(county.member)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


def rows(response) -> list[tuple[str, str, str]]:
    return [
        (row.post.title, row.holder, row.unit_name)
        for row in response.context["listing"].page.object_list
    ]


def test_a_member_reads_what_is_and_what_is_to_come(reader):
    page = reader.get(reverse("charges"))
    assert rows(page) == [
        ("Secretary", "Shen", "Lan bureau"), ("Secretary", "Shen", "Water"),
    ]  # fmt: skip
    assert reverse("charge-put") not in page.content.decode()
    assert "Set the last day" not in page.content.decode()


def test_as_of_a_day_names_are_of_that_day(reader, county):
    reorganise(
        unit_id=county.bureau.pk, name="Works", parent_id=county.branch.pk, position=1,
        first_on=TODAY, by=county.by, now=NOW,
    )  # fmt: skip
    page = reader.get(reverse("charges"), {"on": BEFORE - days(1)})
    assert rows(page) == [("Deputy mayor", "Xu", "Lan bureau")]
    assert [unit for _post, _who, unit in rows(reader.get(reverse("charges")))] == [
        "Works", "Water",
    ]  # fmt: skip


@pytest.mark.parametrize(("typed", "found"), [("Water", 1), ("Shen", 2), ("Secr", 2), ("no", 0)])
def test_searched(reader, typed, found):
    assert len(rows(reader.get(reverse("charges"), {"q": typed}))) == found


@pytest.mark.parametrize("order", ["leader", "unit"])
def test_printed_and_as_a_document(reader, order):
    page = reader.get(reverse("charges-paper"), {"order": order}).content.decode()
    assert "Water" in page
    file = reader.get(reverse("charges-docx"), {"order": order})
    document = Document(BytesIO(b"".join(file.streaming_content)))
    cells = [[cell.text for cell in row.cells] for row in document.tables[-1].rows]
    expected = {
        "leader": ["Lan · Secretary Shen", "Lan bureau\nWater", ""],
        "unit": ["Lan bureau", "Lan · Secretary Shen", ""],
    }
    assert cells[1] == expected[order]


def test_another_county_reads_its_own(client, county):
    other = build_county("Qing")
    client.force_login(other.by.user)
    assert rows(client.get(reverse("charges"))) == []
