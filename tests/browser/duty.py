"""An officer with duties around today, for the tests that log them."""

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from demonstration.roles import Role
from responsibility.lists.models import EvidenceKind
from responsibility.tasks.models import TaskCounterpart
from tests.browser.harness import (
    DESKTOP,
    ENGLISH,
    PHONE,
    sign_in,
)
from tests.make import (
    SHANGHAI,
    appoint,
    join,
    make_county,
    make_holder,
    make_item,
    make_post,
    make_task,
    make_unit,
)

SIZES = {"desktop": DESKTOP, "phone": PHONE}
each_size = pytest.mark.parametrize("size", SIZES)
MOST_TAPS = 6
TEXT = "Talked about the works at the reservoir and asked for the ledger within a week."
LONG = "Unabbreviatedadministrativenomenclature" * 5


class Scene:
    """An officer with duties around today; a browser has the clock of this machine."""

    def __init__(self):
        self.county = make_county()
        self.unit = make_unit(self.county, "Housing and Construction Bureau")
        self.post, self.holder = make_holder(self.unit)
        self.clerk = join(self.post, role="clerk", grants=["log", "view"])

    def task(self, days_left: int, text: str = "Study the plan", **over):
        """A task due in so many days, opened 90 days ago, yellow for its last week. Its item states
        a `kind` of record; with "" the form asks for one."""
        today = timezone.localdate()
        due_on = today + timedelta(days=days_left)
        late_at = midnight(due_on + timedelta(days=1))
        values = {
            "due_on": due_on,
            "opens_at": midnight(today - timedelta(days=90)),
            "warns_at": late_at - timedelta(days=8),
            "late_at": late_at,
            "lamp_since": midnight(today - timedelta(days=90)),
            "period_start": today - timedelta(days=90),
            "period_end": due_on + timedelta(days=1),
        }
        item = over.pop("item", None) or make_item(self.county, text=text, text_en=text)
        if kind := over.pop("kind", "record"):
            item.evidence.add(proof_of(kind))
        return make_task(over.pop("post", self.post), item, **values | over)

    def team_task(self, people: int):
        item = make_item(self.county, text_en="Talk with each member of the team",
                         count_basis="per_team_member")  # fmt: skip
        task = self.task(5, item=item, required=people, kind="talk")
        for number in range(people):
            post = make_post(self.unit, Role.TEAM_MEMBER, f"Deputy {number}")
            appoint(post)
            TaskCounterpart.objects.create(task=task, post=post)
        return task


def proof_of(kind: str) -> EvidenceKind:
    """A kind of evidence that says that what was done is of `kind`."""
    made = {"name": kind, "name_en": kind, "record_kind": kind}
    return EvidenceKind.objects.get_or_create(code=f"proof of {kind}", defaults=made)[0]


def midnight(day) -> datetime:
    return datetime.combine(day, time.min, SHANGHAI)


def opened(browser_page, scene, address="/desk/", size=PHONE, user=None, locale=ENGLISH, **more):
    page = browser_page(size, locale=locale, **more)
    sign_in(page, user or scene.holder)
    page.goto(page.base + address)
    return page


def add_file(page, name="minutes.pdf", data=b"%PDF-1.4\n%%EOF\n") -> None:
    tiles = page.locator("#files div.file").count()
    page.set_input_files("#upload", [{"name": name, "mimeType": "", "buffer": data}])
    page.wait_for_selector(f"#files div.file >> nth={tiles}")
