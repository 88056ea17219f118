"""The filters of the message log."""

import pytest
from django.urls import reverse

from alerts.outbox.models import Message
from alerts.outbox.states import State
from responsibility.outbox.rows import GROUPS
from tests.alerts.outbox.make import WAYS, make_ended, make_message, make_owner
from tests.make import NOW, appoint, days, make_post, make_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def seen(page, county):
    """The names of `texts` that the log shows, asked with a query."""

    def seen(texts: dict, query: str) -> set[str]:
        html = page(f"{reverse('outbox')}?{query}")
        return {name for name, text in texts.items() if str(text.pk) in html}

    return seen


@pytest.mark.parametrize("state", State)
def test_every_state_stands_in_one_group(seen, county, state):
    """But for what was cancelled because it was no longer needed."""
    begins = state in {State.HELD, State.PENDING, State.CANCELLED}
    text = make_message(county_id=county.pk, state=state if begins else State.PENDING)
    for step in [] if begins else [*WAYS.get(state, []), state]:
        Message.objects.filter(pk=text.pk).update(state=step)
    groups = [name for name in GROUPS if seen({"it": text}, f"show={name}")]
    assert len(groups) == (state != State.CANCELLED)


def test_the_stage_is_a_whole_word(seen, county):
    texts = {
        stages: make_message(county_id=county.pk, params={"stages": stages}, window=stages)
        for stages in ("overdue", "overdue_again", "due_soon overdue")
    }
    assert seen(texts, "stage=overdue") == {"overdue", "due_soon overdue"}
    assert seen(texts, "stage=overdue_again") == {"overdue_again"}
    assert seen(texts, "stage=nonsense") == set(texts)


def test_channel_day_and_group(seen, county):
    texts = {
        "today": make_message(county_id=county.pk),
        "yesterday": make_message(county_id=county.pk, window="y", made_at=NOW - days(1)),
        "mail": make_ended(State.FAILED, county_id=county.pk, channel="mail"),
    }
    assert seen(texts, "channel=mail") == {"mail"}
    assert seen(texts, "day=2026-09-23") == {"yesterday"}
    assert seen(texts, "show=waiting&day=2026-09-24") == {"today"}
    assert seen(texts, "show=failed") == {"mail"}
    assert seen(texts, "day=nonsense&channel=pigeon") == set(texts)


def test_a_person_or_a_unit(seen, county):
    (post, one), (_other_post, other) = make_owner(county), make_owner(county)
    texts = {
        "one": make_message(county_id=county.pk, recipient=one),
        "other": make_message(county_id=county.pk, recipient=other),
    }
    assert seen(texts, f"who={one.name}") == {"one"}
    assert seen(texts, f"who={post.unit.name}") == {"one"}
    assert seen(texts, "who=nobody") == set()


def test_a_text_without_a_number_was_not_reached(seen, county):
    texts = {
        reason: make_message(
            county_id=county.pk, state=State.CANCELLED, reason=reason, window=reason
        )
        for reason in ("no_phone", "closed_before_send")
    }
    assert seen(texts, "show=failed") == {"no_phone"}


def test_a_message_stays_with_the_unit_of_its_day(seen, page, county):
    """Who changed units since is found, and shown, in the one he was in when it was made."""
    before, after = make_post(make_unit(county, "Old mill")), make_post(make_unit(county, "Weir"))
    moved = appoint(before, end=NOW.date())
    appoint(after, moved, NOW.date())
    texts = {
        "before": make_message(county_id=county.pk, recipient=moved, made_at=NOW - days(1)),
        "after": make_message(county_id=county.pk, recipient=moved, window="a"),
    }
    assert seen(texts, "who=Old mill") == {"before"}
    assert seen(texts, "who=Weir") == {"after"}
    assert "Old mill" in page(f"{reverse('outbox')}?who={moved.name}&day=2026-09-23")
