"""Each number on a dashboard leads to the rows it counts, and says what it counts."""

import re
from html import unescape
from html.parser import HTMLParser

import pytest
from django.utils.translation import gettext as _

from tests import make
from tests.dashboards.county import LEFT_OVER, owe

NUMBER = re.compile(r"[\d,]+(?:/[\d,]+)?")
NAME = re.compile(r"(C|Body )\d+")  # what bears a number in its name; its row says the numbers
ROWS = re.compile(r"^/(board|team)/rows/|^/board/\d+/\d+/|^/team/\d+/|^/desk/duties/")
PAGES = [  # who looks, at what
    ("office", "/board/"),
    ("office", "/board/?segment=team"),
    ("office", "/board/?warned=1&name=2"),
    ("group", "/board/"),
    ("officer", "/board/"),
    ("office", "/overview/"),
    ("party leader", "/overview/?chain=principal"),
    ("leader in charge", "/overview/"),
    ("office", "/overview/?quarter=2026-2"),
    ("officer", "/team/"),
]
# Where a figure stands: the big numbers, the counts of lamps, the shares of a row.
FIGURES = {"big", "legend", "pct", "kpi"}
BARE = {"Bearers of responsibility"}  # counts posts: no list of them is open to leaders


class Page(HTMLParser):
    """The text of each link by its address, and the numbers in figures outside of any link."""

    def __init__(self, text: str):
        super().__init__(convert_charrefs=True)
        self.links: list[tuple[str, str]] = []
        self.bare: list[str] = []
        self._address, self._said, self._inside, self._term = None, "", [], ""
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        if tag == "a":
            self._address, self._said = found.get("href", ""), ""
        if tag not in {"input", "br", "img", "meta", "link", "use", "path", "circle", "rect"}:
            self._inside.append((tag, set((found.get("class") or "").split())))

    def handle_endtag(self, tag):
        if tag == "a" and self._address is not None:
            self.links.append((self._address, " ".join(self._said.split())))
            self._address = None
        while self._inside and self._inside.pop()[0] != tag:
            pass

    def handle_data(self, data):
        tags = [tag for tag, _css in self._inside]
        css = {name for _tag, names in self._inside for name in names}
        if "dt" in tags and data.strip():
            self._term = data.strip()
        if self._address is not None:
            self._said += data
        elif css & FIGURES and "kpi__s" not in css and NUMBER.search(data):
            self.bare.append(f"{self._term}: {data.strip()}")


def counted(client, address: str) -> int:
    answer = client.get(address)
    assert answer.status_code == 200, address
    page = answer.context.get("page")
    return page.paginator.count if page else answer.text.count('class="tb__t"')


@pytest.fixture
def left(shire):
    """A unit with nothing this quarter but what an earlier one left overdue."""
    post = shire.posts["Body 1", "principal_officer"]
    owe(post, "red", "C30", **LEFT_OVER)
    return shire


@pytest.mark.parametrize(("kind", "address"), PAGES)
def test_every_figure_leads_to_as_many_rows(client, left, kind, address):
    client.force_login(left.people[kind])
    page = Page(client.get(address).text)
    found = 0
    for link, said in page.links:
        numbers = NUMBER.findall(said)
        if not ROWS.match(link) or not numbers or NAME.fullmatch(said):
            continue
        found += 1
        share = next((number for number in numbers if "/" in number), numbers[-1])
        wanted = int(share.rpartition("/")[2].replace(",", ""))  # 3/5: the rows are all five
        if re.match(r"^/(board|team)/\d+/", link):
            continue  # a cell: its own tests count its rows
        assert counted(client, unescape(link)) == wanted, (link, said)
    assert found >= 3
    bare = {_(words) for words in BARE}
    assert [number for number in page.bare if number.partition(":")[0] not in bare] == []


@pytest.mark.parametrize(("kind", "address"), [("office", "/board/"), ("officer", "/team/")])
def test_nothing_overdue_stands_beside_reds(client, left, kind, address):
    """What earlier quarters left is overdue today, whatever the quarter's lamps say."""
    client.force_login(left.people[kind])
    page = client.get(f"{address}?quarter=2026-4")
    shown = page.context.get("board") or page.context["team"]
    assert not shown.lamps["red"] and shown.attention.overdue
    assert shown.overdue_besides == shown.attention.overdue
    assert f">{shown.attention.overdue}</b></a>" in page.text


def test_a_share_counts_what_has_its_outcome(client, shire):
    """Tasks that are not due yet, a year's worth of them, lower nobody's share."""
    user, post = shire.people["office"], shire.posts["Body 1", "principal_officer"]
    client.force_login(user)

    def shares():
        charts = client.get("/overview/").context["charts"]
        return [values for _quarter, _link, values in charts["trend"].rows]

    before = shares()
    for _each in range(5):
        owe(post, "unlit")
        owe(post, "yellow")
    assert shares() == before
    owe(post, "red")
    assert shares() != before


def test_units_with_warnings_are_those_with_anything_overdue(client, shire):
    """A unit whose only red was left by an earlier quarter is not folded away."""
    old = make.make_unit(shire.bodies[0].parent, "Old")
    post = make.make_holder(old, "party_committee")[0]
    owe(post, "red", **LEFT_OVER)
    client.force_login(shire.people["office"])
    board = client.get("/board/?segment=party_committee&warned=1").context["board"]
    shown = {row.unit.name: row for group in board.groups for row in group.rows}
    assert shown["Old"].overdue == 1 and shown["Old"].besides
