"""Talks in a county to try: one in every state there is, and prompts decided and waiting."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from alerts.audit.actor import Actor
from alerts.kinds.trial import Trial
from pages.days import day_of
from responsibility.notebook.talks import TalkKind
from responsibility.organisation.people.models import User
from supervision.problems.starter import load_problem_terms
from supervision.talks.brief import open_brief
from supervision.talks.close import close_talk, look_back_at_talk
from supervision.talks.follow import accept_reply, reply_to_requirement, send_reply_back
from supervision.talks.hold import Requirement, hold_talk
from supervision.talks.models import Talk
from supervision.talks.people import persons_reached
from supervision.talks.plan import cancel_talk, plan_talk, put_off_talk
from supervision.talks.prompts.decide import drop_prompt, merge_prompt
from supervision.talks.prompts.models import TalkPrompt
from supervision.talks.prompts.open import open_prompts
from supervision.talks.sign import note_refusal, sign_talk
from supervision.talks.starter import load_talk_terms

PLACE = 0x7A1C << 40  # so that numbers of the forms are those of no other part
# The kind, the days before the demonstration's day, with how many, and what is done one after the
# other.
PLAYED = [
    ("reminder", -1, 1, ["brief"]),
    ("interview", -6, 1, ["put_off"]),
    ("heart_to_heart", -8, 1, ["cancel"]),
    ("reminder", -4, 2, ["hold", "sign"]),
    ("supervision", -12, 2, ["hold", "sign", "refuse"]),
    ("integrity", -20, 1, ["hold", "disagree", "reply", "send_back"]),
    ("political", -26, 1, ["hold", "sign", "reply"]),
    ("collective_interview", -40, 1, ["hold", "sign", "reply", "accept", "close"]),
    ("return_visit", -60, 1, ["hold", "sign", "reply", "accept", "close", "look"]),
]


def demonstrate(trial: Trial) -> None:
    """Let the group talk to the people of its units, the official among them."""
    load_talk_terms(county_id=trial.county_id, now=trial.until)
    load_problem_terms(county_id=trial.county_id, now=trial.until)
    group, official = trial.people["group"], trial.people["official"]
    reached = persons_reached(group, at=trial.until).exclude(pk=official.pk).order_by("pk")
    people = [official, *reached[:8]]
    for place, (kind, days, count, acts) in enumerate(PLAYED):
        persons = [people[(place + step) % len(people)] for step in range(count)]
        _Played(trial, place, kind, days, persons).play(acts)
    _decide_prompts(trial)


def _decide_prompts(trial: Trial) -> None:
    """Of those of the group one is taken up in a talk; of the office's others one leads to a talk,
    and one needs none. The rest waits."""
    open_prompts(now=trial.until)
    words, now = trial.words["talks"], trial.until
    by = Actor(user=trial.people["group"])
    own = TalkPrompt.objects.visible_to(by.user, at=now).filter(ended_at=None)
    if prompt := own.order_by("pk").first():
        talk = _plan_for(trial, by, prompt, 0)
        merge_prompt(by=by, now=now, prompt_id=prompt.pk, talk_id=talk.pk)
    by = Actor(user=trial.people["office"])
    others = TalkPrompt.objects.visible_to(by.user, at=now).filter(ended_at=None)
    for place, prompt in enumerate(others.exclude(pk__in=own).order_by("pk")[:2]):
        if place:
            drop_prompt(by=by, now=now, prompt_id=prompt.pk, reason=words["not_needed"])
        else:
            _plan_for(trial, by, prompt, 1, prompt_id=prompt.pk)


def _plan_for(trial: Trial, by: Actor, prompt: TalkPrompt, place: int, **more) -> Talk:
    kind = TalkKind.objects.get(county_id=trial.county_id, code="reminder")
    return plan_talk(
        by=by, now=trial.until, nonce=UUID(int=PLACE + 800 + place), kind_id=kind.pk,
        person_ids=[prompt.user_id], planned_on=day_of(trial.until) + timedelta(days=3),
        purpose=trial.words["talks"]["purpose"], **more,
    )  # fmt: skip


@dataclass
class _Played:
    trial: Trial
    place: int
    kind: str
    days: int
    persons: list[User]

    @property
    def words(self) -> dict[str, Any]:
        return self.trial.words["talks"]

    def _at(self, later: int) -> datetime:
        return self.trial.until + timedelta(days=self.days) + timedelta(hours=later)

    def play(self, acts: list[str]) -> None:
        kind = TalkKind.objects.get(county_id=self.trial.county_id, code=self.kind)
        planned = self._at(-48)
        self.by = Actor(user=self.trial.people["group"])
        self.talk = plan_talk(
            by=self.by, now=planned, nonce=UUID(int=PLACE + self.place), kind_id=kind.pk,
            person_ids=[person.pk for person in self.persons], place=self.words["place"],
            planned_on=day_of(self.trial.until + timedelta(days=max(self.days, -1) + 2))
            if acts[0] in ("brief", "put_off", "cancel") else day_of(self._at(0)),
            purpose=self.words["purpose"],
        )  # fmt: skip
        self.about = {"by": self.by, "talk_id": self.talk.pk}
        for step, act in enumerate(acts):
            getattr(self, act)(min(self._at(24 * step), self.trial.until))

    def brief(self, now: datetime) -> None:
        open_brief(now=now, **self.about)

    def put_off(self, now: datetime) -> None:
        on = day_of(self.trial.until) + timedelta(days=5)
        put_off_talk(now=now, planned_on=on, reason=self.words["put_off"], **self.about)

    def cancel(self, now: datetime) -> None:
        cancel_talk(now=now, reason=self.words["cancelled"], **self.about)

    def hold(self, now: datetime) -> None:
        ids = self.talk.persons.order_by("pk").values_list("pk", flat=True)
        required = [
            Requirement(pk, text, day_of(now) + timedelta(days=12))
            for pk, text in zip(ids, self.words["required"], strict=False)
        ]
        hold_talk(
            now=now, happened_on=day_of(now), text=self.words["text"], requirements=required,
            place=self.words["place"], present_ids=[self.by.user.pk], **self.about,
        )  # fmt: skip

    def sign(self, now: datetime) -> None:
        words = {"view": self.words["view"], "claims": self.words["claims"]}
        sign_talk(by=self._person, now=now, talk_id=self.talk.pk, **words)

    def disagree(self, now: datetime) -> None:
        words = {"view": self.words["objection"], "disagrees": True}
        sign_talk(by=self._person, now=now, talk_id=self.talk.pk, **words)

    def refuse(self, now: datetime) -> None:
        other = self.talk.persons.order_by("pk").last()
        note_refusal(now=now, person_id=other.pk, reason=self.words["refusal"], **self.about)

    def reply(self, now: datetime) -> None:
        owed = self.talk.duties.filter(person__user=self.persons[0], purpose="meet").first()
        self.report = reply_to_requirement(
            by=self._person, now=now, talk_id=self.talk.pk, duty_id=owed.pk,
            nonce=UUID(int=PLACE + 900 + self.place), text=self.words["reply"],
        )  # fmt: skip

    def accept(self, now: datetime) -> None:
        accept_reply(now=now, reply_id=self.report.pk, reason=self.words["accepted"], **self.about)

    def send_back(self, now: datetime) -> None:
        send_reply_back(
            now=now, reply_id=self.report.pk, reason=self.words["returned"], **self.about
        )

    def close(self, now: datetime) -> None:
        on = day_of(now) + timedelta(days=30)
        close_talk(now=now, reason=self.words["closed"], look_back_on=on, **self.about)

    def look(self, now: datetime) -> None:
        look_back_at_talk(now=now, reason=self.words["found"], **self.about)

    @property
    def _person(self) -> Actor:
        return Actor(user=self.persons[0])
