"""The reply with measures: what, who, by when, with its own evidence (M003-28)."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from pages.refused import Refused
from responsibility.organisation.units.reorganise import reorganise
from supervision.demands.decide import accept, send_back
from supervision.demands.drafts.draft import revise_draft
from supervision.demands.measures.lay import drop_measure, lay_measure
from supervision.demands.measures.models import DemandMeasure
from supervision.demands.models import Demand
from supervision.demands.page import DemandPage
from supervision.demands.reply import reply
from tests import make
from tests.make import NOW, at
from tests.supervision.demands import play

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def shire():
    return play.shire()


@pytest.fixture
def made(shire):
    return play.sent(shire)


def lay(shire, made, who="member", now=NOW, **over) -> DemandMeasure:
    values = {"text": "Sign the list", "person": "Lu", "due_on": date(2026, 9, 30)}
    values |= {"nonce": make.nonce()} | over
    return lay_measure(by=make.actor(shire.people[who]), now=now, demand_id=made.pk, **values)


def answer(shire, made, now=NOW):
    by = make.actor(shire.people["member"])
    return reply(by=by, now=now, nonce=make.nonce(), demand_id=made.pk, text="See the measures.")


def test_who_answers_lays_measures_down_with_a_step_each(shire, made):
    nonce = make.nonce()
    first = lay(shire, made, nonce=nonce)
    assert lay(shire, made, nonce=nonce) == first
    assert first.text == "Sign the list" and made.measures.count() == 1
    step = made.steps.latest("pk")
    assert (step.act, step.text, step.made_in_id) == (
        "demand.measure", "Sign the list", made.post_id,
    )  # fmt: skip


@pytest.mark.parametrize("who", ["officer", "group", "office"])
def test_nobody_else_does(shire, made, who):
    with pytest.raises(PermissionDenied):
        lay(shire, made, who)


@pytest.mark.parametrize(("over", "field"), [
    ({"text": " "}, "text"), ({"person": ""}, "person"), ({"text": "x" * 301}, "text"),
    ({"due_on": date(2026, 9, 22)}, "due_on"), ({"due_on": date(2027, 9, 26)}, "due_on"),
])  # fmt: skip
def test_what_does_not_fit_is_refused_at_its_field(shire, made, over, field):
    with pytest.raises(Refused) as refused:
        lay(shire, made, **over)
    assert refused.value.field == field


def test_a_measure_is_dropped_with_a_reason_and_stays_readable(shire, made):
    measure = lay(shire, made)
    said = {"by": make.actor(shire.people["member"]), "now": NOW, "demand_id": made.pk}
    with pytest.raises(Refused):
        drop_measure(**said, measure_id=measure.pk, reason=" ")
    drop_measure(**said, measure_id=measure.pk, reason="Said twice.")
    with pytest.raises(Refused, match="dropped already"):
        drop_measure(**said, measure_id=measure.pk, reason="Said twice.")
    measure.refresh_from_db()
    assert (measure.dropped_because, measure.dropped_by) == ("Said twice.", shire.people["member"])


def test_the_reply_is_sent_back_and_accepted_and_the_lamp_follows(shire, made):
    group = make.actor(shire.people["group"])
    lay(shire, made)
    answer(shire, made)
    made.refresh_from_db()
    assert made.lamp == "green"
    late = at("2026-09-29 09:00")
    send_back(by=group, now=late, demand_id=made.pk, reason="Who signs?")
    made.refresh_from_db()
    assert made.lamp == "red"
    lay(shire, made, text="Lu signs", now=late)
    answer(shire, made, now=late)
    accept(by=group, now=late, demand_id=made.pk, reason="Good.")
    made.refresh_from_db()
    assert made.lamp == "orange"
    with pytest.raises(Refused, match="closed"):
        lay(shire, made, now=late)
    log = [(step.act, step.text) for step in made.steps.order_by("pk")]
    assert log[2:] == [
        ("demand.measure", "Sign the list"),
        ("demand.reply", "See the measures."),
        ("demand.send_back", "Who signs?"),
        ("demand.measure", "Lu signs"),
        ("demand.reply", "See the measures."),
        ("demand.accept", "Good."),
    ]


def test_the_log_calls_units_as_on_the_day_of_the_act(shire, made):
    step = made.steps.first()
    unit = step.made_in.unit
    old = unit.name
    reorganise(
        unit_id=unit.pk, name="Renamed", parent_id=unit.parent_id, position=unit.position,
        first_on=date(2026, 10, 1), by=make.actor(shire.people["office"]), now=NOW,
    )  # fmt: skip
    later = at("2026-10-02 09:00")
    answer(shire, made, now=later)
    rows = made.__class__.objects.filter(pk=made.pk).for_rows(now=later).with_state()
    page = DemandPage.of(rows.get(), user=shire.people["group"], now=later)
    assert page.log[-1].unit_called == old
    assert [row.act for row in page.log] == ["demand.reply", "demand.approve", "demand.draft"]


def test_the_unit_does_not_read_what_was_said_of_the_draft(shire):
    draft = play.drafted(shire)
    play.decide(shire, draft, accepted=False, reason="Say which dam.")
    group = make.actor(shire.people["group"])
    revise_draft(by=group, now=NOW, draft_id=draft.pk, text="The upper dam?", reply_by=play.BY)
    made = play.decide(shire, draft).demand
    answer(shire, made)

    def acts(who):
        rows = Demand.objects.filter(pk=made.pk).for_rows(now=NOW).with_state()
        page = DemandPage.of(rows.get(), user=shire.people[who], now=NOW)
        return [row.act for row in page.log]

    assert acts("member") == acts("officer") == ["demand.reply", "demand.approve"]
    assert acts("second") == acts("office") == [
        "demand.reply", "demand.approve", "demand.revise", "demand.return_draft", "demand.draft",
    ]  # fmt: skip


def test_evidence_is_open_to_who_sees_the_demand(client, shire, made):
    page = reverse("demand-measure", args=[made.pk])
    client.force_login(shire.people["member"])
    assert client.get(page).status_code == 200
    client.force_login(shire.people["group"])
    assert client.get(page).status_code == 403
