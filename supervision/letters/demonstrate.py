"""Letters in a county to try: one of every kind, and one in every state there is."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from alerts.audit.actor import Actor
from alerts.kinds.trial import Trial
from pages.days import day_of
from responsibility.organisation.posts.models import Post
from responsibility.organisation.standing import standing_of
from supervision.letters.approve import approve_letter
from supervision.letters.close import close_letter, reopen_letter, withdraw_letter
from supervision.letters.draft import discard_letter, draft_letter, submit_letter
from supervision.letters.kinds import LetterKind
from supervision.letters.measures.lay import lay_measure, report_measure
from supervision.letters.models import WEIGHED, Letter
from supervision.letters.receive import receive_letter
from supervision.letters.reply import reply_to_letter
from supervision.letters.starter import load_letter_kinds
from supervision.letters.states import Grade, Outcome
from supervision.letters.verify import verify_reply
from supervision.problems.starter import load_problem_terms

HOURS = timedelta(hours=1)


class Part(NamedTuple):
    """Of which kind; the days of its acts, counted from the demonstration's day."""

    kind: str
    acts: list[tuple[int, str]]


PLAYED = [
    Part("prompt", [(-1, "draft")]),
    Part("proposal", [(-1, "draft"), (-1, "submit")]),
    Part("discipline", [(-3, "draft"), (-3, "submit"), (-2, "return")]),
    Part("order", [(-9, "draft"), (-8, "discard")]),
    Part("prompt", [(-1, "draft"), (-1, "submit"), (0, "approve")]),
    Part("order", [(-9, "draft"), (-9, "submit"), (-8, "approve")]),  # not signed for in time
    Part("proposal", [(-12, "draft"), (-12, "submit"), (-11, "approve"), (-10, "receive")]),
    Part("prompt", [(-21, "draft"), (-21, "submit"), (-20, "approve"), (-19, "receive")]),  # late
    Part("prompt", [(-14, "draft"), (-14, "submit"), (-13, "approve"), (-12, "receive"),
                    (-4, "reply")]),
    Part("discipline", [(-30, "draft"), (-30, "submit"), (-29, "approve"), (-28, "receive"),
                        (-15, "reply"), (-9, "again")]),
    Part("proposal", [(-40, "draft"), (-40, "submit"), (-39, "approve"), (-38, "receive"),
                      (-14, "reply"), (-9, "verify")]),
    Part("prompt", [(-35, "draft"), (-35, "submit"), (-34, "approve"), (-33, "receive"),
                    (-26, "reply"), (-22, "verify"), (-12, "done"), (-9, "closed")]),
    Part("warning", [(-36, "draft"), (-36, "submit"), (-35, "approve"), (-34, "receive"),
                     (-24, "reply"), (-20, "verify"), (-12, "done"), (-10, "lifted")]),
    Part("warning", [(-44, "draft"), (-44, "submit"), (-43, "approve"), (-42, "receive"),
                     (-30, "reply"), (-25, "carried_on")]),
    Part("warning", [(-6, "draft"), (-6, "submit"), (-5, "approve"), (-4, "receive")]),
    Part("order", [(-20, "draft"), (-20, "submit"), (-19, "approve"), (-17, "withdraw")]),
    Part("order", [(-50, "draft"), (-50, "submit"), (-49, "approve"), (-48, "receive"),
                   (-42, "reply"), (-38, "verify"), (-30, "done"), (-27, "closed"),
                   (-20, "reopen")]),
]  # fmt: skip


def demonstrate(trial: Trial) -> None:
    """Let a group propose letters, the office issue them, and units reply; in the order of their
    days, as their numbers are."""
    load_problem_terms(county_id=trial.county_id, now=trial.until)
    load_letter_kinds(county_id=trial.county_id, now=trial.until)
    posts = _posts(trial)
    if not posts:
        return
    played = [
        _Played(trial, number, part, posts[number % len(posts)])
        for number, part in enumerate(PLAYED)
    ]
    acts = [(days, each, name) for each in played for days, name in each.part.acts]
    for place, (days, each, name) in enumerate(sorted(acts, key=lambda act: act[0])):
        each.act(name, trial.until + timedelta(days=days) - 2 * HOURS + timedelta(seconds=place))


def _posts(trial: Trial) -> list[Post]:
    """The posts that lead the units which the group supervises; that of the official first."""
    units = standing_of(trial.people["group"], at=trial.until).supervised_units
    posts = Post.objects.filter(unit__in=units, role_kind__leads_unit=True, pk__in=trial.holders)
    official = trial.people.get("official")
    return sorted(posts.order_by("pk"), key=lambda post: trial.holders[post.pk] != official)


@dataclass
class _Played:
    """One letter on its way."""

    trial: Trial
    number: int
    part: Part
    post: Post
    letter: Letter = field(init=False)

    @property
    def words(self) -> dict[str, Any]:
        return self.trial.words["letters"]

    @property
    def group(self) -> Actor:
        return Actor(user=self.trial.people["group"])

    @property
    def office(self) -> Actor:
        return Actor(user=self.trial.people["office"])

    @property
    def holder(self) -> Actor:
        return Actor(user=self.trial.holders[self.post.pk])

    def act(self, name: str, now: datetime) -> None:
        """The act `name`, by who does it."""
        words = self.words
        if name == "draft":
            self.draft(now)
        elif name == "submit":
            self.do(submit_letter, self.group, now)
        elif name in ("approve", "return"):
            accepted, reason = name == "approve", words["approved" if name == "approve" else name]
            self.do(approve_letter, self.office, now, accepted=accepted, reason=reason)
        elif name == "discard":
            self.do(discard_letter, self.group, now, reason=words[name])
        elif name == "receive":
            self.do(receive_letter, self.holder, now)
        elif name == "reply":
            self.reply(now)
        elif name in ("verify", "again"):
            reason = words[name]
            self.do(verify_reply, self.group, now, accepted=name == "verify", reason=reason)
        elif name == "done":
            self.finish(now)
        elif name in Outcome.values:
            self.do(close_letter, self.office, now, outcome=name, reason=words[name])
        else:
            verb = reopen_letter if name == "reopen" else withdraw_letter
            self.do(verb, self.office, now, reason=words[name])

    def draft(self, now: datetime) -> None:
        kind = LetterKind.objects.get(county_id=self.trial.county_id, code=self.part.kind)
        texts = self.words["texts"][self.number % len(self.words["texts"])]
        own = self.part.kind in ("prompt", "order")  # the rest the commission issues
        more = {"causes": self.words["causes"]} if kind.causes else {}
        more |= {"grade": Grade.values[self.number % 3]} if kind.graded else {}
        more |= {name: self.words["weighing"][name] for name in WEIGHED if kind.weighs}
        self.letter = draft_letter(
            by=self.group, now=now, nonce=UUID(int=(self.number + 1) << 26), kind_id=kind.pk,
            post_id=self.post.pk, issuer="own" if own else "commission", **texts, **more,
        )  # fmt: skip

    def reply(self, now: datetime) -> None:
        """With measures: the first is done at once."""
        for place, text in enumerate(self.words["measures"]):
            due_on = day_of(now + timedelta(days=6 * place + 2))
            nonce = UUID(int=((self.number + 1) << 27) + place)
            self.do(lay_measure, self.holder, now - HOURS, nonce=nonce, text=text,
                    person=self.holder.user.name, due_on=due_on)  # fmt: skip
        own_view = self.words["own_view"] if self.part.kind == "warning" else ""
        nonce = UUID(int=(self.number + 1) << 28)
        self.do(reply_to_letter, self.holder, now, nonce=nonce, text=self.words["reply"],
                own_view=own_view)  # fmt: skip
        first = self.letter.measures.order_by("pk").first()
        self.report(first, now + HOURS / 2)

    def finish(self, now: datetime) -> None:
        for measure in self.letter.measures.filter(done_at=None).order_by("pk"):
            self.report(measure, now)

    def report(self, measure, now: datetime) -> None:
        text = self.words["done"]
        self.do(report_measure, self.holder, now, measure_id=measure.pk, text=text)

    def do(self, verb: Callable, by: Actor, now: datetime, **values) -> None:
        verb(by=by, now=now, letter_id=self.letter.pk, **values)
