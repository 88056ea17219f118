"""Withdrawing published items: untouched tasks go, touched ones stay; given out again."""

import pytest

from alerts.decisions.extend import ask_extension
from alerts.decisions.models import Exemption
from alerts.lamps.models import LampTurn
from alerts.reminders.models import Reminder
from pages.lamp import Lamp
from pages.refused import Refused
from responsibility.lists.publications import Publication
from responsibility.records.lodging.lodge import lodge
from responsibility.tasks.joining.give import give_by_itself
from responsibility.tasks.joining.published import published
from responsibility.tasks.models import Task
from responsibility.tasks.publishing.publish import publish
from responsibility.tasks.withdrawing.kind import WITHDRAWN
from responsibility.tasks.withdrawing.lines import withdrawn_item_of_task
from responsibility.tasks.withdrawing.models import PublicationWithdrawal
from responsibility.tasks.withdrawing.withdraw import give_again, left_to_withdraw, withdraw
from tests import make
from tests.make import NOW, actor, at
from tests.responsibility.tasks.published import NEW_YEAR, Ground

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def ground():
    ground = Ground()
    ground.items = [make.make_item(ground.county, cadence="quarterly") for _ in range(2)]
    ground.codes = [item.code for item in ground.items]
    ground.list_id = ground.items[0].duty_list_id
    ground.published = publish(
        duty_list_id=ground.list_id, year=2026, codes=ground.codes, by=None, now=NEW_YEAR
    )
    ground.by = actor(ground.officer)
    return ground


def take(ground, code=0, *, now=NOW, **over) -> PublicationWithdrawal:
    values = {"codes": [ground.codes[code]], "reason": "Asked twice."}
    return withdraw(by=ground.by, now=now, publication_id=ground.published.pk, **values | over)


def tasks(ground, code=0):
    return Task.objects.filter(item_code=ground.codes[code]).order_by("period_start")


def test_untouched_tasks_of_one_item_go_and_the_other_items_stay(ground):
    withdrawal = take(ground)
    assert set(tasks(ground).values_list("exempt", flat=True)) == {True}
    assert set(tasks(ground, 1).values_list("exempt", flat=True)) == {False}
    assert (withdrawal.tasks, withdrawal.touched) == (4, 0)
    assert Exemption.objects.filter(reason="Asked twice.").count() == 4


def test_all_items_go_at_once(ground):
    assert take(ground, codes=ground.codes).tasks == 8
    assert left_to_withdraw(ground.published) == []


def test_whoever_has_an_open_task_gets_one_message_and_of_later_ones_nobody_hears(ground):
    take(ground, codes=ground.codes)
    told = Reminder.objects.filter(stage=WITHDRAWN)
    assert set(told.values_list("recipient", flat=True)) == {ground.head_user.pk}
    about = Task.objects.filter(pk__in=told.values("deadline_id"))
    assert {task.opens_at <= NOW for task in about} == {True}
    assert about.count() == 6  # three quarters of two items have opened


def test_what_was_red_stays_in_the_ledger(ground):
    first = tasks(ground).first()
    take(ground)
    turns = LampTurn.objects.filter(deadline_id=first.pk, kind="task").order_by("pk")
    assert [turn.to_lamp for turn in turns][-2:] == [Lamp.RED, Lamp.EXEMPT]


@pytest.mark.parametrize("how", ["a record", "a request"])
def test_touched_ones_stay_and_say_so(ground, how):
    touched = tasks(ground).filter(opens_at__lte=NOW).last()
    holder = actor(ground.head_user)
    if how == "a record":
        lodge(by=holder, now=NOW, nonce=make.nonce(), task_ids=[touched.pk],
              happened_on=NOW.date(), text="Walked the dams.")  # fmt: skip
    else:
        ask_extension(by=holder, now=NOW, deadline=touched, reason="The audit comes first.",
                      wanted_on=NOW.date() + make.days(30))  # fmt: skip
    withdrawal = take(ground)
    touched.refresh_from_db()
    assert (touched.exempt, withdrawal.tasks, withdrawal.touched) == (False, 3, 1)
    (line,) = withdrawn_item_of_task(task=touched, user=ground.head_user, now=NOW)
    assert "stays" in line.text and line.detail == "Asked twice."
    assert withdrawn_item_of_task(task=tasks(ground, 1)[0], user=ground.head_user, now=NOW) == []


def test_a_withdrawn_item_is_made_for_nobody(ground):
    take(ground)
    again = {"duty_list_id": ground.list_id, "year": 2026, "by": ground.by, "now": NOW}
    publish(codes=ground.codes, **again)
    post = make.make_post(ground.unit)
    make.appoint(post, start=NOW.date())
    give_by_itself(now=NOW)
    assert set(Task.objects.filter(post=post).values_list("item_code", flat=True)) == {
        ground.codes[1]
    }
    assert published(counties=None, now=NOW)[0].codes == {ground.codes[1]}
    with pytest.raises(Refused, match="given out again"):
        publish(codes=[ground.codes[0]], **again)


def test_given_out_again_what_is_not_over_is_owed_anew(ground):
    withdrawal = take(ground, now=at("2026-02-02 09:00"))
    give_again(by=ground.by, now=NOW, withdrawal_id=withdrawal.pk)
    lamps = [task.lamp for task in tasks(ground)]
    assert lamps == [Lamp.EXEMPT, Lamp.EXEMPT, Lamp.YELLOW, Lamp.UNLIT]
    with pytest.raises(Refused, match="already"):
        give_again(by=ground.by, now=NOW, withdrawal_id=withdrawal.pk)
    assert left_to_withdraw(ground.published) == ground.codes


@pytest.mark.parametrize(
    "over, field",
    [({"codes": []}, "codes"), ({"codes": ["ABC"]}, "codes"), ({"reason": " "}, "reason")],
)
def test_what_is_refused(ground, over, field):
    with pytest.raises(Refused) as refusal:
        take(ground, **over)
    assert refusal.value.field == field
    take(ground)
    with pytest.raises(Refused, match="withdrawn already"):
        take(ground)


def test_only_the_office_of_the_county_withdraws(ground):
    withdrawal = take(ground)
    elsewhere = make.make_unit(make.make_county("Qingshan"), kind="office")
    for stranger in (ground.head_user, make.make_holder(elsewhere, "commission_office")[1]):
        with pytest.raises(Publication.DoesNotExist):
            withdraw(by=actor(stranger), now=NOW, publication_id=ground.published.pk,
                     codes=ground.codes, reason="No.")  # fmt: skip
        with pytest.raises(PublicationWithdrawal.DoesNotExist):
            give_again(by=actor(stranger), now=NOW, withdrawal_id=withdrawal.pk)
