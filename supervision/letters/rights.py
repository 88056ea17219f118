"""Who does what with a letter, in which state.

Who drafts, who approves, who verifies and who closes it: nobody approves the own draft or closes
what they verified, and nobody acts on what is to their own post or unit (edge case 11).
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Self

from django.core.exceptions import PermissionDenied
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.refused import Refused
from responsibility.organisation.relations.acts import urging_posts
from responsibility.organisation.standing import Standing
from supervision.letters.models import Letter
from supervision.letters.owed import LetterDuty
from supervision.letters.states import (
    ANSWERABLE,
    AWAITED,
    CONCLUDED,
    RUNNING,
    TO_CHANGE,
    Act,
    Purpose,
    State,
)
from supervision.papers.acts import ActTable, Rule
from supervision.papers.approval import approving_post


@dataclass(frozen=True)
class Case:
    """A letter with what is open of what is owed, by purpose."""

    letter: Letter
    duties: Mapping[str, LetterDuty]

    @classmethod
    def of(cls, letter: Letter) -> Self:
        open_ones = letter.duties.open_still().select_related("post__unit", "unit")
        return cls(letter, {duty.purpose: duty for duty in open_ones})

    @classmethod
    def of_each(cls, letters: Sequence[Letter]) -> list[Self]:
        """The same of many, in a fixed number of queries."""
        prefetch_related_objects(letters, "measures", "steps", "replies")
        duties: dict[int, dict[str, LetterDuty]] = defaultdict(dict)
        for duty in LetterDuty.objects.filter(letter__in=letters).open_still() if letters else ():
            duties[duty.letter_id][duty.purpose] = duty
        return [cls(letter, duties[letter.pk]) for letter in letters]

    @property
    def state(self) -> str:
        return self.letter.state

    @cached_property
    def open_measures(self) -> int:
        """Measures neither done nor dropped."""
        return sum(each.is_open for each in self.letter.measures.all())

    @cached_property
    def verifier(self) -> int | None:
        """Who verified the reply that stands."""
        accepted = [step for step in self.letter.steps.all() if step.act == Act.ACCEPT]
        return max(accepted, key=lambda step: step.pk).made_by_id if accepted else None

    @cached_property
    def heard(self) -> bool:
        """Whether the person warned has said something for themselves."""
        return any(reply.own_view for reply in self.letter.replies.all())

    def is_late(self, *, now: datetime) -> bool:
        """Whether the day of the reply has passed without one."""
        owed = self.duties.get(Purpose.REPLY)
        return owed is not None and owed.facts.reddens_at is not None and now >= owed.late_at


def is_own(letter: Letter, standing: Standing) -> bool:
    """Whether it is to a post or unit of the person's."""
    own = standing.desk_posts | standing.log_posts
    return letter.post_id in own or letter.unit_id in standing.own_units


def _drafter(case: Case, standing: Standing, user, at: datetime) -> int | None:
    post = case.letter.proposed_in_id
    mine = case.letter.made_by_id == user.pk and post in standing.own_posts
    return post if mine and not is_own(case.letter, standing) else None


def _approver(case: Case, standing: Standing, user, at: datetime) -> int | None:
    return approving_post(user, case.letter, at=at)


def _recipient(case: Case, standing: Standing, user, at: datetime) -> int | None:
    """Who may log for the post it is to, but not who drafted it."""
    mine = case.letter.post_id in standing.log_posts and case.letter.made_by_id != user.pk
    return case.letter.post_id if mine else None


def _follower(case: Case, standing: Standing, user, at: datetime) -> int | None:
    """Who proposed it or issues it, in a post that supervises; or the office of the county."""
    letter = case.letter
    if is_own(letter, standing):
        return None
    posts = urging_posts(standing) | standing.office_posts
    theirs = [post for post in (letter.proposed_in_id, letter.made_in_id) if post in posts]
    if theirs:
        return theirs[0]
    return min(standing.office_posts) if letter.county_id in standing.office_counties else None


def _closer(case: Case, standing: Standing, user, at: datetime) -> int | None:
    """Who might have approved it, but not who verified the reply."""
    verified = case.state == State.VERIFIED and case.verifier == user.pk
    return None if verified else approving_post(user, case.letter, at=at)


def _may_end(case: Case, now: datetime) -> bool:
    """Nobody is judged unheard: a warning is carried on once the person has spoken, or their time
    for it has passed; else all is verified, and each measure done."""
    if case.letter.kind.weighs and (case.heard or case.is_late(now=now)):
        return True
    return case.state == State.VERIFIED and not case.open_measures


RULES = ActTable(
    {
        Act.REVISE: Rule(TO_CHANGE, _drafter),
        Act.SUBMIT: Rule(TO_CHANGE, _drafter),
        Act.DISCARD: Rule(TO_CHANGE | {State.SUBMITTED}, _drafter),
        Act.APPROVE: Rule({State.SUBMITTED}, _approver),
        Act.RECEIVE: Rule({State.SERVED}, _recipient),
        Act.MEASURE: Rule(ANSWERABLE, _recipient),
        Act.DROP_MEASURE: Rule(RUNNING, _recipient),
        Act.REPORT: Rule(RUNNING, _recipient),
        Act.REPLY: Rule(ANSWERABLE, _recipient),
        Act.ENTER: Rule(AWAITED, _follower),
        Act.ACCEPT: Rule({State.REPLIED}, _follower),
        Act.INSUFFICIENT: Rule({State.VERIFIED}, _follower),
        Act.CLOSE: Rule(RUNNING, _closer, _may_end),
        Act.WITHDRAW: Rule(RUNNING, _follower),
        Act.REOPEN: Rule(CONCLUDED, _approver),
    }
)


def lock_for(act: Act, letter_id: int, *, by: Actor, now: datetime) -> tuple[Case, int]:
    """The letter, locked, for `act`; with the post that `by` acts in.

    Raises:
        Letter.DoesNotExist: there is none, or it is not visible to the person.
        PermissionDenied: the act is not the person's, or about their own.
        Refused: the letter is in another state.
    """
    visible = Letter.objects.visible_to(by.user, at=now)
    people = ("made_in__unit", "proposed_in__unit", "made_by")
    rows = visible.select_related("kind", "unit", "post__unit", *people)
    case = Case.of(rows.select_for_update(of=("self",), no_key=True).get(pk=letter_id))
    post = RULES.post_for(act, by.user, case, at=now)
    if post is None:
        raise PermissionDenied(_("This is not for you to do: nobody decides on what is their own."))
    if not RULES.is_ripe(act, case, at=now):
        raise Refused(why_shut(act, case))
    return case, post


def why_shut(act: Act, case: Case) -> str:
    """Why `act` is not done now."""
    if act == Act.CLOSE and case.state == State.VERIFIED:
        return _("It is closed once every measure is done or dropped.")
    if act == Act.CLOSE and case.letter.kind.weighs and case.state in AWAITED:
        return _("Hear the person first: their own view, or the day of the reply.")
    words = {"state": case.letter.get_state_display()}
    return _("It is no longer so far: %(state)s. Look at it again.") % words
