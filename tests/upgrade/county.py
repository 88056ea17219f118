"""A small county with a row of every kind: what a release's dump is made of.

The cast of the page tests, and a week of its life after that: every table of ours has something
in it, most of it written by the verbs themselves.
"""

from datetime import timedelta
from types import SimpleNamespace

import time_machine

from alerts.alarms.models import Alarm
from alerts.alarms.raising import raise_alarm
from alerts.contacts.prefer import prefer
from alerts.decisions.extend import grant_extension
from alerts.engine.daily import run_daily
from alerts.engine.drain import drain
from alerts.engine.sweep import sweep
from alerts.outbox.call import call_by_hand
from alerts.outbox.models import Receipt
from alerts.wording.change import activate_wording
from alerts.wording.models import ProviderTemplate
from responsibility.cards.receive import receive_card
from responsibility.lists.models import EvidenceKind
from responsibility.organisation.people.models import User
from responsibility.organisation.sign_in.attempts import note_attempt
from responsibility.records.credits.confirm import confirm
from responsibility.records.form.draft import keep_draft
from responsibility.records.lodging.lodge import lodge
from responsibility.records.record.correct import correct
from responsibility.records.record.withdraw import withdraw
from responsibility.tasks.models import TaskCounterpart
from supervision.demands.decide import accept
from supervision.demands.reply import reply
from supervision.urging.remind import remind
from tests import make
from tests.make import NOW
from tests.pages.cast import build

WEEK_LATER = NOW + timedelta(days=7)


def build_county() -> SimpleNamespace:
    """Fill the migrated, empty database; the cast, with what came of it."""
    with time_machine.travel(NOW, tick=False):
        cast = build()
        User.objects.filter(pk=cast.people["officer"].pk).update(phone="+8613800002050")
        cast.people["officer"].refresh_from_db()
        _records(cast)
        _answers(cast)
        _tables_of_the_installation(cast)
        drain(now=NOW)
    with time_machine.travel(WEEK_LATER, tick=False):
        sweep(now=WEEK_LATER)
        run_daily(now=WEEK_LATER)
        drain(now=WEEK_LATER)
    return cast


def _records(cast) -> None:
    """A record that stands, one corrected, one withdrawn, one confirmed."""
    officer = make.actor(cast.people["officer"])
    confirm(by=officer, now=NOW, credit_id=cast.credit.pk)
    per_person = make.make_task(cast.head, make.make_item(cast.county))
    TaskCounterpart.objects.create(task=per_person, post=cast.seat)
    talk = _lodge(cast, per_person, counterpart_post_ids=[cast.seat.pk])
    correct(
        by=officer,
        now=NOW + timedelta(hours=1),
        record_id=talk.pk,
        nonce=make.nonce(),
        task_ids=[per_person.pk],
        happened_on=NOW.date(),
        text="Talked with one of the team, at length.",
        counterpart_post_ids=[cast.seat.pk],
    )
    mistaken = _lodge(cast, make.make_task(cast.head, make.make_item(cast.county)))
    withdraw(
        by=officer, now=NOW + timedelta(hours=1), record_id=mistaken.pk, reason="The wrong day."
    )


def _lodge(cast, task, **over):
    return lodge(
        by=make.actor(cast.people["officer"]),
        now=NOW,
        nonce=make.nonce(),
        task_ids=[task.pk],
        happened_on=NOW.date(),
        text="Talked with one of the team.",
        **over,
    )


def _answers(cast) -> None:
    """What was asked and demanded is answered."""
    officer = make.actor(cast.people["officer"])
    grant_extension(by=cast.by, now=NOW, extension_id=cast.extension.pk)
    reply(
        by=officer,
        now=NOW,
        nonce=make.nonce(),
        demand_id=cast.demand.pk,
        text="The audit came first.",
    )
    accept(by=make.actor(cast.people["group_inside"]), now=NOW, demand_id=cast.demand.pk)
    remind(by=make.actor(cast.people["group_inside"]), now=NOW, task_ids=[cast.task.pk])
    receive_card(card_uuid=cast.card.uuid, by=officer, now=NOW)
    call_by_hand(message=cast.failed_text, note="Will look today.", by=cast.by, now=NOW)
    activate_wording(version=cast.wording.version, by=cast.by, now=NOW)
    prefer(by=officer, now=NOW, quiet_stages=[], mail=True, email="officer@example.org")


def _tables_of_the_installation(cast) -> None:
    """What no verb above writes."""
    draft = {"text": ["Half a sent"]}
    keep_draft(user=cast.people["clerk"], nonce=make.nonce(), fields=draft, now=NOW)
    note_attempt(account="nobody", address="192.0.2.1", now=NOW)
    make.make_item(cast.county).evidence.add(EvidenceKind.objects.first())
    cast.card_draft.named.add(cast.seat)
    make.shut(cast.county.pk, WEEK_LATER, reason="Flood")
    raise_alarm(kind=Alarm.Kind.QUOTA_NEAR, now=NOW, county_id=cast.county.pk)
    Receipt.objects.create(
        message=cast.failed_text,
        provider="twilio",
        provider_id="SM1",
        status="undelivered",
        error_code="30005",
        raw={"MessageStatus": "undelivered"},
        received_at=NOW,
    )
    ProviderTemplate.objects.create(
        channel="aliyun",
        template="notice",
        version=cast.wording.version,
        code="SMS_1",
        signature="Lanchuan",
        approved_at=NOW,
    )
