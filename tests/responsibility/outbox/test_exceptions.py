"""The exceptions: what is open, and what the office does about it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alerts.alarms.raising import close_alarm, raise_alarm
from alerts.contacts.flag import flag_number
from alerts.contacts.models import NumberFlag
from alerts.outbox.models import Message
from alerts.outbox.states import State
from config.menu import waiting as menu_waiting
from config.reader import Reader
from responsibility.organisation.people.models import User
from tests.alerts.outbox.make import make_ended, make_message, make_owner
from tests.make import NOW, make_county

pytestmark = pytest.mark.django_db
EXCEPTIONS = reverse("outbox-exceptions")
KINDS = {
    "held": State.HELD,
    "unknown": State.UNKNOWN,
    "resend": State.RESEND_OK,
    "failed": State.FAILED,
}


@pytest.fixture
def texts(county):
    """One text of each kind, by the kind's name."""
    return {
        name: make_message(county_id=county.pk, state=state, reason="storm", window=name)
        if state == State.HELD
        else make_ended(state, county_id=county.pk, window=name)
        for name, state in KINDS.items()
    }


def seen(html, texts) -> set[str]:
    return {name for name, text in texts.items() if str(text.pk) in html}


def test_everything_open_is_there_and_by_its_kind(page, texts):
    assert seen(page(EXCEPTIONS), texts) == set(KINDS)
    assert seen(page(EXCEPTIONS + "?show=nonsense"), texts) == set(KINDS)
    for name in KINDS:
        assert seen(page(f"{EXCEPTIONS}?show={name}"), texts) == {name}


def test_the_office_sees_its_own_county_alone(page, county):
    other = make_ended(State.FAILED, county_id=make_county("Other").pk)
    raise_alarm(kind="storm", now=NOW, county_id=other.county_id, detail="elsewhere")
    html = page(EXCEPTIONS)
    assert str(other.pk) not in html and "elsewhere" not in html


def test_open_alarms_of_the_county_and_of_the_installation(page, county):
    raise_alarm(kind="storm", now=NOW, county_id=county.pk, detail="900 texts")
    raise_alarm(kind="sweep_late", now=NOW, detail="420 s")
    html = page(EXCEPTIONS)
    assert "900 texts" in html and "420 s" in html
    close_alarm(kind="sweep_late", now=NOW)
    assert "420 s" not in page(EXCEPTIONS)


def test_held_texts_are_released_by_a_click(client, page, texts):
    page(EXCEPTIONS)
    client.post(reverse("outbox-release"))
    assert Message.objects.get(pk=texts["held"].pk).state == State.PENDING
    assert reverse("outbox-release") not in page(EXCEPTIONS)


def test_a_flag_on_a_number_is_lifted_by_a_click(client, page, county):
    _post, holder = make_owner(county, phone="+8613800002046")
    User.objects.filter(pk=holder.pk).update(county=county)
    flag = flag_number(number=holder.phone, reason="30005", now=NOW)
    html = page(EXCEPTIONS)
    assert holder.name in html and "138****2046" in html and holder.phone not in html
    client.post(reverse("number-flag-lift", args=[flag.pk]))
    assert NumberFlag.objects.get().lifted_by == county.office
    assert "138****2046" not in page(EXCEPTIONS)


def test_flags_of_strangers_are_not_there(client, page, county):
    _post, stranger = make_owner(make_county("Other"), phone="+8613800002047")
    flag = flag_number(number=stranger.phone, reason="30005", now=NOW)
    assert "138****2047" not in page(EXCEPTIONS)
    assert client.post(reverse("number-flag-lift", args=[flag.pk])).status_code == 404


def test_the_menu_counts_what_is_open(page, county, texts):
    assert waiting_for(county.office) == (0, 4)
    address = f'href="{EXCEPTIONS}"'
    item = page("/inbox/").split(address)[1].split("</a>")[0]
    assert item.endswith(">4</b>") or item.endswith(">4</span>")


def test_the_bell_counts_what_is_unread_in_one_query(county, django_assert_num_queries):
    _post, holder = make_owner(county)
    for number in range(3):
        make_message(
            channel="inbox", recipient=holder, state=State.DELIVERED, window=str(number),
            read_at=NOW if number == 0 else None,
        )  # fmt: skip
    make_ended(State.FAILED, county_id=county.pk, recipient=holder)
    with django_assert_num_queries(2):  # the standing is the other
        assert waiting_for(holder) == (2, None)


def waiting_for(user):
    """What the menu counts: messages not opened, and exceptions where they are asked for."""
    waiting = Reader.of(user, waiting=menu_waiting(), at=NOW).waiting
    return waiting["inbox"], waiting.get("outbox-exceptions")


def test_many_exceptions_cost_no_more_queries(client, county, texts):
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(EXCEPTIONS).status_code == 200
        return len(asked)

    raise_alarm(kind="sweep_late", now=NOW)
    _post, holder = make_owner(county)
    flag_number(number=holder.phone, reason="30005", now=NOW)
    client.force_login(county.office)
    queries()
    few = queries()
    for number in range(12):
        make_ended(State.FAILED, county_id=county.pk, window=f"more {number}")
    assert queries() == few <= 19
