"""What must hold after every fault (reliability study 3): nine rules over our own tables and the
provider's book.

Each rule answers with what it found broken, in words; None where there was nothing to look at.
"""

from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import timedelta

from django.db import connection
from django.utils import timezone

from alerts.deadlines.kind import DUE_SOON, OVERDUE
from alerts.lamps.models import LampTurn, SweepRun
from alerts.lamps.rule import clock_instant, lamp_for
from alerts.outbox.models import Attempt, Message, MessageEvent
from alerts.outbox.paused import ChannelPause
from alerts.outbox.states import State
from alerts.outbox.windows import FROM, UNTIL
from alerts.reminders.models import Reminder
from pages.lamp import Lamp
from responsibility.tasks.models import Task

STAGES = {Lamp.YELLOW: DUE_SOON, Lamp.RED: OVERDUE}
APPEND_ONLY = ["alerts_lampturn", "alerts_messageevent", "alerts_receipt", "alerts_auditentry"]
TRIGGERS = """
SELECT tgrelid::regclass || '.' || tgname, tgenabled::text || ' ' || pg_get_triggerdef(oid)
FROM pg_trigger WHERE NOT tgisinternal
"""
HELD = """
SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 1
AND ((classid::bigint << 32) | objid::bigint) = hashtextextended(%s, 0)
"""


def turns_are_the_rules(world) -> list[str] | None:
    """I1: the ledger of each task is what the pure rule predicts, once each, at its instant."""
    turns = defaultdict(list)
    for turn in LampTurn.objects.filter(kind=Task.matter_kind).order_by("pk"):
        turns[turn.deadline_id].append(turn)
    last = SweepRun.objects.filter(ended_at__isnull=False, failed="").order_by("-now").first()
    wrong = []
    for task in Task.objects.all():
        mine = turns[task.pk]
        was = [None, *(turn.to_lamp for turn in mine)]
        if [turn.from_lamp for turn in mine] != was[:-1] or was[-1] != task.lamp:
            wrong.append(f"task {task.pk}: {was}, stored {task.lamp}")
        by_clock = [turn for turn in mine if turn.cause == "clock"]
        wrong += [
            f"task {task.pk}: {turn.to_lamp} at {turn.took_effect_at}"
            for turn in by_clock
            if turn.took_effect_at != clock_instant(task.facts, turn.to_lamp)
        ]
        if last and lamp_for(task.facts, now=last.now) != lamp_for(task.facts, now=task.lamp_since):
            wrong.append(f"task {task.pk}: {task.lamp} though swept at {last.now}")
    return wrong if turns else None


def each_turn_is_told_once(world) -> list[str] | None:
    """I2: for the newest turn by the clock, one reminder to each recipient and no other."""
    tasks = [task for task in Task.objects.all() if task.lamp_cause == "clock"]
    wrong = []
    for lamp, stage in STAGES.items():
        lit = {task.pk: task for task in tasks if task.lamp == lamp}
        due = Counter(
            tuple(pair) for pair in Task.recipients_of(list(lit), stage=stage, at=world.now())
        )
        reminders = Reminder.objects.filter(kind=Task.matter_kind, stage=stage, slot="")
        told = Counter(
            (row.deadline_id, row.recipient_id)
            for row in reminders.filter(deadline_id__in=lit)
            if row.revision == lit[row.deadline_id].revision
        )
        wrong += [f"{stage}: {pair} told {told[pair]}x" for pair in due | told if told[pair] != 1]
    return wrong if tasks else None


def none_is_taken_twice(world) -> list[str] | None:
    """I3: the provider took no message oftener than once, plus once a decision to send again."""
    again = Counter()
    for message in Message.objects.texts():
        again[message.reference] += message.resends + (message.supersedes_id is not None)
    taken = world.book.times_taken()
    wrong = [
        f"{reference} taken {times}x, {again[reference]} decisions"
        for reference, times in taken.items()
        if times > 1 + again[reference]
    ]
    return wrong if taken else None


def both_books_agree(world) -> list[str] | None:
    """I4: what the provider took has its number here, and what has a number was taken."""
    theirs = {one.sid: one.reference for one in world.book.taken}
    ours = dict(Message.objects.exclude(provider_id=None).values_list("provider_id", "reference"))
    open_still = set(
        Message.objects.filter(state__in=[State.UNKNOWN, State.SENDING]).values_list(
            "reference", flat=True
        )
    )
    known = set(ours.values())
    lost = [
        f"{sid} of {ref} is not ours"
        for sid, ref in theirs.items()
        if ref not in known | open_still
    ]
    made_up = [f"{ref} has {sid}" for sid, ref in ours.items() if theirs.get(sid) != ref]
    sure = Message.objects.filter(
        channel="twilio", state__in=[State.ACCEPTED, State.SENT, State.DELIVERED], provider_id=None
    )
    never = [f"{message.reference} {message.state}, never taken" for message in sure]
    return lost + made_up + never if theirs or ours or never else None


def nothing_stands_still(world) -> list[str] | None:
    """I5: nothing is being sent by a session that is gone, nothing due is left lying.

    What may be sent again only by a person's decision waits for it, in the list of exceptions.
    """
    wrong = []
    for message in Message.objects.filter(state=State.SENDING):
        with connection.cursor() as cursor:
            cursor.execute(HELD, [str(message.pk)])
            held = cursor.fetchone()[0]
        if not held and message.lease_until < world.now() - timedelta(seconds=30):
            wrong.append(f"{message.reference} is being sent by nobody")
    wrong += [
        f"{message.reference} {message.state} since {message.not_before}"
        for message in Message.objects.filter(
            state__in=[State.PENDING, State.RETRY_WAIT],
            not_before__lt=world.now() - timedelta(minutes=15),
        )
        if not ChannelPause.objects.filter(channel=message.channel).exists()
    ]
    return wrong if Message.objects.texts().exists() else None


def events_replay(world) -> list[str] | None:
    """I6: a message's events lead to its state, and each sending has its attempt."""
    steps = defaultdict(list)
    for event in MessageEvent.objects.order_by("pk"):
        steps[event.message_id].append((event.from_state, event.to_state))
    attempts = defaultdict(list)
    for pk, number in Attempt.objects.order_by("number").values_list("message", "number"):
        attempts[pk].append(number)
    wrong = []
    for message in Message.objects.all():
        mine = steps[message.pk]
        to = [None, *(step[1] for step in mine)]
        if [step[0] for step in mine] != to[:-1] or to[-1] != message.state:
            wrong.append(f"{message.reference}: {mine}, stored {message.state}")
        numbers = list(range(1, message.attempts + 1))
        if not attempts[message.pk] == numbers == list(range(1, to.count(State.SENDING) + 1)):
            wrong.append(f"{message.reference}: {message.attempts} attempts, {mine}")
    return wrong if steps else None


def ledgers_are_kept(world) -> list[str] | None:
    """I7: every trigger stands as it was migrated, switched on."""
    now = dict(world.postgres.ask(TRIGGERS, database=world.name))
    wrong = [f"{name} changed" for name, said in world.triggers.items() if now.get(name) != said]
    for table in APPEND_ONLY:
        kept = [said for name, said in now.items() if name.startswith(f"{table}.")]
        if not any("kept_as_written" in said and said[0] in "OA" for said in kept):
            wrong.append(f"{table} is not kept")
    return wrong


def no_post_without_attempt(world) -> list[str] | None:
    """I8: before each POST its attempt was committed."""
    posts = defaultdict(list)
    for post in world.book.posts:
        posts[post.reference].append(post.at)
    wrong = []
    for reference, times in posts.items():
        began = list(
            Attempt.objects.filter(message__reference=reference)
            .order_by("number")
            .values_list("started_at", flat=True)
        )
        for number, at in enumerate(sorted(times), 1):
            if sum(start <= at for start in began) < number:
                wrong.append(f"{reference}: POST {number} at {at}, attempts {began}")
    return wrong if posts else None


def phones_rest(world) -> list[str] | None:
    """I9: nothing was handed over in quiet hours, and no number got more than the cap."""
    if not world.settings["SMS_QUIET_HOURS"]:
        return None
    local = [timezone.localtime(post.at + world.offset) for post in world.book.posts]
    wrong = [f"POST at {at:%H:%M}" for at in local if not FROM <= at.time() < UNTIL]
    numbers = Counter(one.form["To"] for one in world.book.taken)
    return wrong + [f"{to} got {many}" for to, many in numbers.items() if many > world.cap]


RULES: list[Callable] = [
    turns_are_the_rules,
    each_turn_is_told_once,
    none_is_taken_twice,
    both_books_agree,
    nothing_stands_still,
    events_replay,
    ledgers_are_kept,
    no_post_without_attempt,
    phones_rest,
]


def broken(world) -> dict[str, list[str] | None]:
    """What each rule found, by its number "I1" to "I9"; those excused were not looked at."""
    rules = {f"I{number}": rule for number, rule in enumerate(RULES, 1)}
    return {name: None if name in world.excused else rule(world) for name, rule in rules.items()}
