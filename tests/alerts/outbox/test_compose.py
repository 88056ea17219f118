"""What is said of one, two and three matters: the right number of the right things, and a day
that is true of all of them. Every stage, so that a new one stands in the table by itself."""

from datetime import date

import pytest
from django.utils import translation

from alerts.channels.aliyun import Aliyun
from alerts.deadlines.kind import EXTENSION_DECIDED
from alerts.kinds.stages import stages
from alerts.outbox.again import tell_again
from alerts.outbox.gather import gather
from alerts.outbox.models import Message
from alerts.outbox.states import State
from alerts.reminders.models import Reminder
from alerts.reminders.owe import owe_reminders
from alerts.wording.in_use import complete
from alerts.wording.words import Part, notice_params, render, shipped_words
from responsibility.records.models import Credit
from responsibility.tasks.dispatches.kind import DISPATCHED
from responsibility.tasks.kind import PERIOD_OPENED
from responsibility.tasks.models import Task
from responsibility.tasks.publishing.open_periods import owe_period_notices
from supervision.urging.kind import URGED
from tests.alerts.outbox.make import make_owner, make_tasks
from tests.make import at, days, join, make_county
from tests.responsibility.records.cast import confirm_as, decline_as, lodge_as

NOW, TODAY = at("2026-09-23 09:00"), date(2026, 9, 23)
SOONER, LATER = date(2026, 11, 29), date(2026, 12, 15)
# English words as an office abroad might write them: the rule is the same in any language.
ENGLISH = complete(
    {
        "text": "[{signature}] {name}: {what}. Ref {reference}{link}",
        "between": "; ",
        "day": "{day}/{month}",
        "day_and_year": "{day}/{month}/{year}",
        "earliest": "from {day} on",
        "parts": {key: f"{{n}} x {key} {{by}}" for key in shipped_words()["parts"]},
    }
)
LANGUAGES = {"zh-hans": shipped_words(), "en": ENGLISH}
KEYS = list(shipped_words()["parts"])


def said(words, *parts: Part) -> str:
    params = notice_params(
        words=words, name="周明远", reference="K7Q2MX9B", parts=parts, today=TODAY
    )
    return render(words, params)


@pytest.fixture(autouse=True)
def in_the_morning(settings):
    settings.SMS_QUIET_HOURS = True
    settings.SMS_WINDOW_MINUTES = 0


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("n", [1, 2, 3])
@pytest.mark.parametrize("key", KEYS)
def test_each_part_says_how_many_and_no_day_that_is_wrong_of_one(key, n, language):
    words = LANGUAGES[language]
    stage = max((stage.code for stage in stages() if key.startswith(stage.code)), key=len)
    with translation.override(language):
        same = said(words, Part(stage, n, SOONER, key=key))
        differ = said(words, Part(stage, n, SOONER, several=True, key=key))
    for text in (same, differ):
        assert str(n) in text.split("周明远")[1], "it does not say how many"
        assert "{" not in text and "None" not in text
    day = words["day"].format(month=11, day=29)
    if "{by}" in words["parts"][key]:
        assert day in same and words["earliest"].format(day=day) in differ
        assert words["earliest"].format(day=day) not in same
    else:
        assert same == differ


@pytest.fixture
def owner(db):
    return make_owner(make_county())


def test_the_earliest_of_several_days_is_said_to_be_no_more_than_that(owner):
    post, _holder = owner
    tasks = [*make_tasks(post, 1, due_on=SOONER), *make_tasks(post, 1, due_on=LATER)]
    owe_reminders(model=Task, ids=[task.pk for task in tasks], stage=DISPATCHED, now=NOW)
    gather(now=NOW)
    assert "您有2项待办任务最早11月29日截止，" in Message.objects.texts().get().text


def test_several_with_one_day_say_that_day(owner):
    post, _holder = owner
    tasks = make_tasks(post, 2, due_on=SOONER)
    owe_reminders(model=Task, ids=[task.pk for task in tasks], stage=DISPATCHED, now=NOW)
    gather(now=NOW)
    assert "您有2项待办任务11月29日截止，" in Message.objects.texts().get().text


@pytest.mark.parametrize(
    ("records", "tasks_each", "said"),
    [(1, 1, "1条履责记录"), (1, 2, "1条履责记录"), (1, 3, "1条履责记录"), (3, 1, "3条履责记录")],
)
def test_records_that_wait_are_counted_not_their_tasks(owner, records, tasks_each, said):
    post, holder = owner
    clerk = join(post, role="clerk", grants=["log", "view"])
    for _ in range(records):
        lodge_as(clerk, *make_tasks(post, tasks_each), now=NOW)
    gather(now=NOW)
    mine = Message.objects.texts().get(recipient=holder)
    assert f"您有{said}待确认，" in mine.text
    for credit in Credit.objects.all():
        decline_as(holder, credit, now=NOW)
    gather(now=NOW)
    back = Message.objects.inbox().get(recipient=clerk)
    assert f"{said}被退回，" in back.text


def test_a_record_told_anew_is_still_one(owner):
    post, holder = owner
    lodge_as(join(post, role="clerk", grants=["log", "view"]), *make_tasks(post, 2), now=NOW)
    gather(now=NOW)
    Message.objects.texts().update(state=State.EXPIRED)
    assert tell_again(now=NOW) == 2
    gather(now=NOW + days(1))
    newest = Message.objects.texts().filter(recipient=holder).first()
    assert "您有1条履责记录待确认，" in newest.text


def test_what_is_confirmed_meanwhile_is_not_counted(owner):
    post, holder = owner
    clerk, tasks = join(post, role="clerk", grants=["log", "view"]), make_tasks(post, 1, required=3)
    for text in ("Talked.", "Talked again."):
        lodge_as(clerk, *tasks, now=NOW, text=text)
    confirm_as(holder, Credit.objects.first(), now=NOW)
    gather(now=NOW)
    assert "1条履责记录待确认，" in Message.objects.texts().get(recipient=holder).text


@pytest.mark.parametrize("many", [1, 2, 3])
def test_a_new_period_says_how_many_tasks_it_brings(owner, many):
    post, _holder = owner
    make_tasks(post, many)
    owe_period_notices(now=NOW - days(1))
    gather(now=NOW - days(1))
    assert Reminder.objects.get().stage == PERIOD_OPENED
    assert f"您有{many}项新一期履责任务，" in Message.objects.texts().get().text


def test_texts_for_a_provider_of_templates_fit_its_variables(owner, settings):
    settings.SMS_CHANNEL = "aliyun"
    post, _holder = owner
    for stage in (DISPATCHED, EXTENSION_DECIDED, URGED):
        tasks = [*make_tasks(post, 12, due_on=SOONER), *make_tasks(post, 1, due_on=LATER)]
        owe_reminders(model=Task, ids=[task.pk for task in tasks], stage=stage, now=NOW)
    gather(now=NOW)
    text, entry = Message.objects.texts().get(), Message.objects.inbox().get()
    assert len(text.params["what"]) <= Aliyun.longest_variable < len(entry.params["what"])
    assert "等共39项" in text.text
