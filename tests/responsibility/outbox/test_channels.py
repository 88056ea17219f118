"""The channels: how they are, pausing and resuming."""

import pytest
from django.urls import reverse

from alerts.alarms.beat import beat
from alerts.channels.sandbox import Sandbox
from alerts.clock import database_now
from alerts.outbox.deliver import deliver
from alerts.outbox.paused import ChannelPause
from alerts.outbox.states import State
from responsibility.outbox.channels.health import channels_of, how_long, month_used
from responsibility.outbox.channels.paused import Paused, holds_up
from tests.alerts.outbox.make import MORNING, make_ended, make_message
from tests.make import NOW, days, make_county, make_person

pytestmark = pytest.mark.django_db
HEALTH = reverse("outbox-health")


def health(county=None, now=NOW):
    counties = None if county is None else [county.pk]
    return {channel.key: channel for channel in channels_of(counties=counties, now=now)}


def stop(channel: str, **over) -> ChannelPause:
    """A pause of the whole channel by the platform."""
    values = {"channel": channel, "reason": "20003", "until": NOW + days(1)} | over
    return ChannelPause.objects.create(**({"key": channel} | values))


def counts(channel) -> dict[str, int]:
    return {one.word: one.count for one in channel.counts}


def test_what_went_through_in_a_day_is_counted_by_state(county):
    for number in range(3):
        make_ended(State.DELIVERED, county_id=county.pk, window=str(number))
    make_ended(State.FAILED, county_id=county.pk)
    make_message(county_id=county.pk, window="old", made_at=NOW - days(1))
    make_message(county_id=make_county("Other").pk, window="not ours")
    found = counts(health(county)["sandbox"])
    assert found == {State.DELIVERED.label: 3, State.FAILED.label: 1}
    assert sum(counts(health()["sandbox"]).values()) == 5


def test_channels_in_use_paused_or_used_are_shown(county, settings):
    make_message(county_id=county.pk, channel="mail")
    stop("twilio")
    assert set(health(county)) == {"sandbox", "twilio", "mail"}
    assert [key for key, channel in health(county).items() if channel.in_use] == ["sandbox"]
    settings.SMS_CHANNEL = "none"
    assert set(health(county)) == {"twilio", "mail"}


def test_how_fast_texts_are_taken_and_delivered(county):
    """Events have the database's clock: a text made half an hour ago took as long."""
    now = database_now()
    made = {"county_id": county.pk, "made_at": now - days(1 / 48)}
    make_ended(State.DELIVERED, **made)
    make_ended(State.ACCEPTED, window="2", **made)
    make_message(window="3", **made)
    found = health(county, now=now)["sandbox"]
    assert found.accepted.half == found.delivered.nine_of_ten == how_long(days(1 / 48))
    assert found.last_accepted >= now - days(1 / 48)
    assert found.oldest_waiting == made["made_at"]


@pytest.mark.parametrize(
    "seconds, said", [(-3, "0"), (59, "59"), (600, "10"), (7199, "119"), (86400, "24")]
)
def test_durations_are_said_in_one_unit(seconds, said):
    assert how_long(days(seconds / 86400)).split()[0] == said


def test_the_month_is_counted_where_there_is_a_quota(county, settings):
    make_ended(State.DELIVERED, county_id=county.pk, segments=2)
    assert month_used(counties=[county.pk], now=NOW) is None
    settings.SMS_MONTHLY_QUOTA = 1000
    assert month_used(counties=[county.pk], now=NOW) == (2, 1000)
    make_county("Other")
    assert month_used(counties=None, now=NOW) == (2, 2000)


def test_the_office_pauses_and_resumes_with_a_reason(client, page, county):
    page(HEALTH)
    pause = reverse("channel-pause", args=["sandbox"])
    client.post(pause, {"reason": " "})
    assert not ChannelPause.objects.exists()
    client.post(pause, {"reason": "The account is checked."})
    html = page(HEALTH)
    assert "The account is checked." in html and county.office.name in html
    pause = ChannelPause.objects.get()
    assert (pause.county_id, pause.until) == (county.pk, None)
    client.post(reverse("channel-resume", args=[pause.key]))
    assert not ChannelPause.objects.exists()
    assert (
        client.post(reverse("channel-pause", args=["pigeon"]), {"reason": "?"}).status_code == 404
    )


def test_a_pause_of_the_platform_says_why_in_words(page, county):
    stop("twilio")
    assert "20003" in page(HEALTH)
    assert len(health(county)["twilio"].pauses[0].why) > len("20003")


def test_the_system_administrator_sees_health_without_a_person(client, page, county):
    make_ended(State.FAILED, county_id=county.pk, text="of a message")
    client.force_login(county.office)
    client.post(reverse("channel-pause", args=["sandbox"]), {"reason": "Checked."})
    beat(loop="sweep", now=NOW)
    html = page(HEALTH, make_person(is_system_administrator=True))
    assert "Checked." in html and str(State.FAILED.label) in html
    assert county.office.name not in html and "of a message" not in html
    assert reverse("channel-pause", args=["sandbox"]) not in html


def test_the_log_says_what_is_paused_and_why_a_text_waits(page, county):
    make_message(county_id=county.pk)
    whole = stop("sandbox", until=None)
    assert str(Paused(whole).what) in page(reverse("outbox")), "above, and at the text"
    words = stop("sandbox", key="sandbox-notice-2", template="notice", version=2)
    stop(
        "sandbox", key="sandbox-county-0", county_id=0, reason="by another", paused_by=county.office
    )
    html = page(reverse("outbox"))
    assert Paused(words).what in html and "by another" not in html


@pytest.mark.parametrize(
    ("of", "held_up"),
    [
        ({}, True),
        ({"county_id": 1}, True),
        ({"county_id": 2}, False),
        ({"template": "notice", "version": 1}, True),
        ({"template": "notice", "version": 2}, False),
        ({"channel": "twilio"}, False),
    ],
)
def test_a_pause_keeps_what_it_is_about_in_the_page_as_in_the_machine(of, held_up):
    message = make_message(county_id=1)
    channel = of.get("channel", "sandbox")
    part = of.keys() - {"channel"}
    values = {"channel": channel, "key": "a-part" if part else channel, "until": None}
    pause = stop(**(values | of))
    assert (holds_up([Paused(pause)], message) is not None) is held_up
    assert (deliver(channel=Sandbox(), now=MORNING).total() == 0) is held_up
