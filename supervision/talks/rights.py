"""Who talks to whom, and who does what in a talk: one table for the verbs and for the pages.

Whoever supervises a unit talks to its people, the commission office to those of the county, and
the principal officer, where the kind of talk allows, to those of the own unit (M003-21). Nobody
talks to themselves.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Self

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.refused import Refused
from responsibility.organisation.posts.models import Post
from responsibility.organisation.relations.acts import urged_units, urging_posts
from responsibility.organisation.standing import Standing, standing_of
from supervision.talks.models import Talk, TalkPerson
from supervision.talks.owed import TalkDuty
from supervision.talks.states import AFTER, Act, Purpose, State


def talking_post(standing: Standing, post: Post, *, by_head: bool) -> int | None:
    """The post in which the person talks to who is in `post`, read with its unit; None where it is
    not for them. `by_head` says whether a principal officer holds such a talk."""
    unit = post.unit
    if post.pk in standing.desk_posts:
        return None
    if unit.pk not in standing.own_units:
        if unit.pk in urged_units(standing):
            return min(urging_posts(standing))
        if unit.the_county_id in standing.office_counties:
            return min(standing.office_posts)
    if by_head and unit.pk in standing.led_units:
        return min(standing.leading_posts)
    return None


def may_talk(standing: Standing) -> bool:
    """Whether there is anybody to whom the person may talk."""
    return bool(urged_units(standing) or standing.office_counties or standing.led_units)


@dataclass(frozen=True)
class Case:
    """A talk with what the acts need to know of it; `talkers` are the ids of who talks, `left`
    whether none of them is in the post of the talk any more."""

    talk: Talk
    talkers: frozenset[int]
    left: bool
    persons: tuple[TalkPerson, ...]
    open_duties: tuple[TalkDuty, ...]

    @classmethod
    def of(cls, talk: Talk, *, at: datetime) -> Self:
        talkers = [row.user for row in talk.talkers.select_related("user").order_by("pk")]
        persons = talk.persons.select_related("user", "post__unit").order_by("pk")
        duties = talk.duties.open_still().select_related("post", "unit").order_by("late_at", "pk")
        return cls(
            talk=talk,
            talkers=frozenset(user.pk for user in talkers),
            left=all(talk.made_in_id not in standing_of(user, at=at).own_posts for user in talkers),
            persons=tuple(persons),
            open_duties=tuple(duties),
        )

    def person_of(self, user) -> TalkPerson | None:
        """The row of the person, where they are talked to."""
        return next((row for row in self.persons if row.user_id == user.pk), None)

    def duty(self, purpose: Purpose) -> TalkDuty | None:
        return next((row for row in self.open_duties if row.purpose == purpose), None)

    @property
    def unsettled(self) -> list[TalkPerson]:
        """Who has neither signed nor refused."""
        return [row for row in self.persons if not row.is_settled]

    @property
    def open_requirements(self) -> list[TalkDuty]:
        """What is not met, or met and not verified."""
        owing = (Purpose.MEET, Purpose.VERIFY)
        return [row for row in self.open_duties if row.purpose in owing]


def _talker(case: Case, standing: Standing, user) -> int | None:
    """Who talks, in the post of the talk; who follows in it, once none of them is there."""
    if case.talk.made_in_id not in standing.own_posts or case.person_of(user):
        return None
    return case.talk.made_in_id if user.pk in case.talkers or case.left else None


def _body(case: Case, standing: Standing, user) -> int | None:
    """Anybody of the post of the talk."""
    mine = case.talk.made_in_id in standing.own_posts and not case.person_of(user)
    return case.talk.made_in_id if mine else None


def _person(case: Case, standing: Standing, user) -> int | None:
    person = case.person_of(user)
    return person.post_id if person else None


class Rule(NamedTuple):
    """In which states an act is done, and who does it (the post they act in)."""

    states: Iterable[State]
    who: Callable[[Case, Standing, object], int | None]
    needs: Callable[[Case, object], bool] = lambda case, user: True


def _is_unsigned(case: Case, user) -> bool:
    person = case.person_of(user)
    return bool(person and not person.signed_at)


def _has_requirement(case: Case, user) -> bool:
    person = case.person_of(user)
    return any(
        row.purpose == Purpose.MEET and person and row.person_id == person.pk
        for row in case.open_duties
    )


RULES: dict[Act, Rule] = {
    Act.BRIEF: Rule({State.PLANNED}, _talker),
    Act.PUT_OFF: Rule({State.PLANNED}, _talker),
    Act.HOLD: Rule({State.PLANNED}, _talker),
    Act.CANCEL: Rule({State.PLANNED}, _body),
    Act.SIGN: Rule(AFTER, _person, _is_unsigned),
    Act.REFUSAL: Rule(AFTER, _talker, lambda case, user: bool(case.unsettled)),
    Act.REQUIRE: Rule(AFTER, _talker),
    Act.REPLY: Rule(AFTER, _person, _has_requirement),
    Act.ACCEPT: Rule(AFTER, _talker, lambda case, user: bool(case.duty(Purpose.VERIFY))),
    Act.SEND_BACK: Rule(AFTER, _talker, lambda case, user: bool(case.duty(Purpose.VERIFY))),
    Act.DROP: Rule(AFTER, _talker, lambda case, user: bool(case.duty(Purpose.MEET))),
    Act.ENTER: Rule(AFTER, _talker),
    Act.CLOSE: Rule(AFTER, _talker, lambda case, user: not why_open(case)),
    Act.LOOK_BACK: Rule(
        {State.CLOSED}, _talker, lambda case, user: bool(case.duty(Purpose.LOOK_BACK))
    ),
    Act.REOPEN: Rule({State.CLOSED}, _talker),
}


def why_open(case: Case) -> str:
    """Why the talk is not closed yet (M001-13); "" if it may be."""
    if case.unsettled:
        return _("It is closed once everybody has signed, or the refusal is noted.")
    if count := len(case.open_requirements):
        words = _("It is closed once each requirement is met and verified; still open: %(count)d.")
        return words % {"count": count}
    return ""


def may_do(act: Act, user, case: Case, *, at: datetime) -> bool:
    """Whether the act is the person's, in whichever state it is done."""
    return RULES[act].who(case, standing_of(user, at=at), user) is not None


def acts_open_to(user, case: Case, *, at: datetime) -> list[Act]:
    """What the person may do with it now."""
    return [
        act
        for act, rule in RULES.items()
        if case.talk.state in rule.states
        and rule.needs(case, user)
        and may_do(act, user, case, at=at)
    ]


def lock_for(act: Act, talk_id: int, *, by: Actor, now: datetime) -> tuple[Case, int]:
    """The talk, locked, for `act`; with the post that `by` acts in.

    Raises:
        Talk.DoesNotExist: there is none, or it is not visible to the person.
        PermissionDenied: the act is not the person's.
        Refused: the talk is in another state.
    """
    visible = Talk.objects.visible_to(by.user, at=now).select_related("unit", "made_in__unit")
    talk = visible.select_for_update(of=("self",), no_key=True).get(pk=talk_id)
    case = Case.of(talk, at=now)
    rule = RULES[act]
    post = rule.who(case, standing_of(by.user, at=now), by.user)
    if post is None:
        raise PermissionDenied(_("This is not for you to do."))
    if act == Act.CLOSE and talk.state in AFTER and (why := why_open(case)):
        raise Refused(why)
    if talk.state not in rule.states or not rule.needs(case, by.user):
        words = {"state": talk.get_state_display()}
        raise Refused(_("It is no longer so far: %(state)s. Look at it again.") % words)
    return case, post
