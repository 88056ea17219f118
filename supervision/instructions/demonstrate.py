"""Leaders' instructions in a county to try, one in every state."""

from datetime import timedelta
from uuid import UUID

from alerts.audit.actor import Actor
from alerts.kinds.trial import Trial
from pages.days import day_of
from pages.lamp import Lamp
from responsibility.organisation.posts.models import Post
from responsibility.tasks.models import Task
from supervision.demands.decide import accept
from supervision.demands.reply import reply
from supervision.hearings.models import Hearing
from supervision.instructions.instruct import instruct, take_back
from supervision.instructions.models import Instruction
from supervision.instructions.rights import leader_in, leader_posts, units_instructed

DAY = timedelta(days=1)


def demonstrate(trial: Trial) -> None:
    """The office records what the party leader wished: done, answered, open, and taken back; and
    one on the hearing's report that another leader pushes on."""
    office = trial.people["office"]
    leaders = leader_posts(office, at=trial.until).filter(role_kind__leads_county=True)
    leader = next((post for post in leaders if leader_in(post, on=day_of(trial.until))), None)
    if leader is None:
        return
    texts = trial.words["instructions"]
    for place, task in enumerate(_tasks(trial, leader, len(texts["given"]))):
        given = _give(trial, leader, place, task)
        _go_on(trial, given, place)
    _on_the_hearing(trial, leader)


def _give(trial: Trial, leader: Post, place: int, task: Task) -> Instruction:
    """One about a red task, of its unit."""
    now = trial.until - (6 - place) * DAY
    return instruct(
        leader_post_id=leader.pk, text=trial.words["instructions"]["given"][place],
        given_on=day_of(now - DAY), paper="", unit_ids=[task.unit_id], what="task",
        reply_by=day_of(now + 7 * DAY), nonce=UUID(int=(11 << 64) + place), about_id=task.pk,
        by=Actor(user=trial.people["office"]), now=now,
    )  # fmt: skip


def _go_on(trial: Trial, given: Instruction, place: int) -> None:
    """The first is done, the second answered, the third open, the fourth taken back."""
    words, office = trial.words["instructions"], Actor(user=trial.people["office"])
    now = given.made_at + 2 * DAY
    demand = given.asks.get().demand
    if place < 2:
        by, nonce = Actor(user=trial.holders[demand.post_id]), UUID(int=(11 << 65) + place)
        reply(by=by, now=now, nonce=nonce, demand_id=demand.pk, text=words["answers"][place])
    if place == 0:
        accept(by=office, now=now + DAY, demand_id=demand.pk)
    if place == 3:
        take_back(instruction_id=given.pk, reason=words["taken_back"], by=office, now=now)


def _on_the_hearing(trial: Trial, leader: Post) -> None:
    heard = Hearing.objects.filter(county_id=trial.county_id, heard_on__isnull=False).first()
    others = leader_posts(trial.people["office"], at=trial.until).exclude(pk=leader.pk)
    others = [post for post in others if post.pk in trial.holders]
    if heard is None or not others:
        return
    words, now = trial.words["instructions"], trial.until - DAY
    units = _answerable(trial, leader)
    instruct(
        leader_post_id=leader.pk, text=words["on_report"], given_on=day_of(now),
        paper=words["paper"], unit_ids=units[-2:], pushing_id=others[0].pk, what="hearing",
        about_id=heard.pk, reply_by=day_of(now + 10 * DAY), nonce=UUID(int=11 << 66),
        by=Actor(user=trial.people["office"]), now=now,
    )  # fmt: skip


def _tasks(trial: Trial, leader: Post, most: int) -> list[Task]:
    """Red tasks of as many units, the newest of each."""
    red = Task.objects.filter(county_id=trial.county_id, unit__in=_answerable(trial, leader))
    red = red.with_lamp(now=trial.until).filter(lamp_now=Lamp.RED).order_by("unit_id", "-late_at")
    by_unit: dict[int, Task] = {}
    for task in red:
        by_unit.setdefault(task.unit_id, task)
    return list(by_unit.values())[:most]


def _answerable(trial: Trial, leader: Post) -> list[int]:
    """Units the leader instructs, whose principal officer is there."""
    on = day_of(trial.until - 8 * DAY)
    person = leader_in(leader, on=on)
    units = units_instructed(person, county_id=trial.county_id, on=on)
    heads = Post.objects.filter(role_kind__leads_unit=True, pk__in=trial.holders)
    return list(units.filter(pk__in=heads.values("unit")).values_list("pk", flat=True))
