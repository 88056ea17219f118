"""What the pages of a plan show: by who leads, parts beneath their items, the paper."""

from io import BytesIO

import pytest
from docx import Document

from responsibility.plans.items.grow import break_down
from responsibility.plans.items.page import ItemPage
from responsibility.plans.items.revise import change_leaders
from responsibility.plans.items.withdraw import withdraw
from responsibility.plans.page.plan_page import PlanPage
from responsibility.plans.paper.document import plan_document
from tests.make import NOW
from tests.responsibility.plans.conftest import DUE, item_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def parted(sent, county):
    """The first item with a part."""
    break_down(
        by=county.by["bureau"], now=NOW, item_id=item_of(sent).pk, text="Dam one", due_on=DUE,
        carries_out_id=county.posts["station"].pk,
    )  # fmt: skip
    return sent


def page_of(plan, county, who="drafter") -> PlanPage:
    return PlanPage.of(plan, county.people[who], now=NOW)


def test_items_stand_under_who_leads_them_with_their_parts(parted, county):
    change_leaders(
        by=county.by["drafter"], now=NOW, item_id=item_of(parted, 2).pk, reason="New division.",
        leads_id=county.posts["pusher"].pk, pushes_id=None,
    )  # fmt: skip
    page = page_of(parted, county)
    shown = [(group.leads, [item.text for item in group.items]) for group in page.groups]
    assert shown == [
        (county.posts["leader"], ["Check the reservoirs"]),
        (county.posts["pusher"], ["Mend the roads"]),
    ]
    assert page.groups[0].who == county.people["leader"].name
    assert [part.label for part in page.groups[0].items[0].shown_parts] == ["1.1"]
    assert (page.given, page.fulfilled, page.counts) == (2, 0, [("unlit", 2)])


def test_everybody_is_shown_what_is_theirs(parted, county):
    def labels(who):
        items = [item for group in page_of(parted, county, who).groups for item in group.items]
        return [one.label for item in items for one in (item, *item.shown_parts)]

    assert labels("leader") == labels("drafter") == ["1", "1.1", "2"]
    assert labels("bureau") == labels("station") == ["1", "1.1"]
    assert labels("other") == ["2"]


def test_who_pushes_reads_why_the_lamp_is_lit_without_links_they_may_not_open(sent, county):
    item = item_of(sent)
    page = ItemPage.of(item, county.people["bureau"], now=NOW)
    assert page.sees_task
    page = ItemPage.of(item, county.people["pusher"], now=NOW)
    assert not page.sees_task and "nothing is logged yet" in "".join(
        part.text for part in page.task_page.why
    )
    assert not any(part.address for part in page.task_page.why)


def test_the_paper_has_all_that_is_in_force(parted, county):
    acts = {"by": county.by["drafter"], "now": NOW}
    withdraw(item_id=item_of(parted, 2).pk, reason="Done by others.", **acts)
    content = plan_document(parted, page_of(parted, county), now=NOW)
    document = Document(BytesIO(content))
    (table,) = document.tables[1:]
    rows = [[cell.text for cell in row.cells] for row in table.rows[1:]]
    assert [row[0] for row in rows] == ["1", "1.1"]
    assert rows[0][1] == "Check the reservoirs\nGoal: None leaks\nMeasures: Walk the dams"
    assert rows[1][3] == rows[0][3] and "Station" in rows[1][4]
    words = [paragraph.text for paragraph in document.paragraphs]
    assert words[:2] == ["No. 1", "Work plan"]
