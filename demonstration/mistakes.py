"""Entries made by mistake and taken back, a record returned and then corrected."""

from datetime import timedelta
from uuid import UUID

from alerts.audit.actor import Actor
from alerts.decisions.extend import ask_extension
from alerts.decisions.take_back import take_back_request
from alerts.kinds.trial import Trial
from alerts.wording.change import write_wording
from alerts.wording.in_use import words_in_use
from pages.lamp import Lamp
from responsibility.organisation.dated.take_back import take_back
from responsibility.organisation.posts.join import join
from responsibility.organisation.posts.models import Appointment, Post
from responsibility.records.models import Credit
from responsibility.records.record.correct import correct
from responsibility.tasks.models import Task

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def correct_and_take_back(trial: Trial) -> None:
    """A clerk entered at the wrong body is taken back, a request for an extension too; a returned
    record is corrected; words of messages wait for a second person."""
    _take_back_clerk(trial)
    _take_back_request(trial)
    _correct_returned(trial)
    _write_words(trial)


def _take_back_clerk(trial: Trial) -> None:
    by, now = Actor(user=trial.people["office"]), trial.until - 2 * DAY
    wrong = Post.objects.filter(unit__county=trial.county_id, role_kind__leads_unit=True)
    user = trial.people["clerk"]
    membership = join(
        post_id=wrong.order_by("pk").first().pk,
        user_id=user.pk,
        role="clerk",
        grants=["log", "view"],
        first_on=now.date(),
        by=by,
        now=now,
    )
    take_back(
        entries="memberships",
        entry_id=membership.pk,
        reason=trial.words["taken_back"],
        by=by,
        now=now + HOUR,
    )


def _take_back_request(trial: Trial) -> None:
    """The official asks for another day, and does without it."""
    official = Actor(user=trial.people["official"])
    post = Appointment.objects.get(user=official.user.pk, period__endswith=None).post_id
    running = Task.objects.opened(now=trial.until).with_lamp(now=trial.until)
    running = running.filter(post=post, lamp_now__in=[Lamp.UNLIT, Lamp.YELLOW], hold=None)
    if task := running.order_by("-due_on", "pk").first():
        request = ask_extension(
            by=official,
            now=trial.until,
            deadline=task,
            wanted_on=task.due_on + 14 * DAY,
            reason=trial.words["extension_reason"],
        )
        take_back_request(by=official, now=trial.until, extension_id=request.pk)


def _correct_returned(trial: Trial) -> None:
    """The clerk corrects the newest record that its holder returned."""
    returned = Credit.objects.filter(ended_as="declined", record__ended_at=None)
    credit = returned.select_related("record").order_by("-ended_at", "pk").first()
    if credit is None:
        return
    record = credit.record
    correct(
        by=Actor(user=record.lodged_by),
        now=trial.until - HOUR,
        record_id=record.pk,
        nonce=UUID(int=record.nonce.int + 2),
        task_ids=[credit.task_id],
        happened_on=record.happened_on,
        kind=record.kind,
        place=record.place,
        participants=record.participants,
        present=record.present,
        document_number=record.document_number,
        text=trial.words["records"][0].format(text=credit.task.item.text),
        counterpart_post_ids=[row.post_id for row in record.counterparts.all() if row.post_id],
        counterpart_unit_ids=[row.unit_id for row in record.counterparts.all() if row.unit_id],
    )


def _write_words(trial: Trial) -> None:
    """One of the office writes other words of messages; they wait for the other."""
    polite, other = trial.words["wording"]
    words = words_in_use().words
    words = {**words, "text": words["text"].replace(polite, other)}
    by, note = Actor(user=trial.people["office2"]), trial.words["wording_note"]
    write_wording(words=words, note=note, by=by, now=trial.until - DAY)
