"""Who does what in a spot check, in which state: one table for the verbs and for the pages.

Nobody checks, concludes or takes back what is their own: a record they lodged, confirmed, or that
counts for a post on their desk, of a unit of theirs or of one below it (edge case 11).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Self

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.refused import Refused
from responsibility.organisation.relations.acts import urging_posts
from responsibility.organisation.relations.own import is_of_own_unit
from responsibility.organisation.standing import Standing, standing_of
from responsibility.organisation.units.models import Unit
from responsibility.records.models import Credit, DutyRecord
from responsibility.records.record.chain import chain_of
from supervision.checks.findings import Conclusion
from supervision.checks.models import CheckDuty, SpotCheck
from supervision.checks.states import OVER, TO_CONCLUDE, Act, Purpose, State


def is_own(records: Iterable[DutyRecord], unit: Unit, *, user, at: datetime) -> bool:
    """Whether `records`, versions of one of `unit`, are the person's own."""
    standing = standing_of(user, at=at)
    if is_of_own_unit(standing, unit):
        return True
    if any(record.lodged_by_id == user.pk for record in records):
        return True
    mine = Q(confirmed_by=user.pk) | Q(post__in=standing.desk_posts)
    return Credit.objects.filter(mine, record__in=[record.pk for record in records]).exists()


def checking_post(standing: Standing, unit: Unit) -> int | None:
    """The post in which the person checks records of `unit`: of the body that supervises it."""
    if unit.pk not in standing.supervised_units:
        return None
    return min(urging_posts(standing), default=None)


@dataclass(frozen=True)
class Case:
    """A spot check with what the acts need to know of it. `newest` is the version of the record
    that stands now, `conclusion` what was concluded last and not lifted."""

    check: SpotCheck
    versions: tuple[DutyRecord, ...]
    newest: DutyRecord
    duties: dict[str, CheckDuty]
    conclusion: Conclusion | None

    @classmethod
    def of(cls, check: SpotCheck) -> Self:
        """Of each purpose what is still open."""
        open_ones = check.duties.open_still().select_related("post__unit", "unit")
        conclusions = check.conclusions.standing_still().select_related("made_by", "made_in__unit")
        versions = tuple(chain_of(check.record))
        return cls(
            check=check,
            versions=versions,
            newest=versions[-1],
            duties={duty.purpose: duty for duty in open_ones},
            conclusion=conclusions.order_by("-pk").first(),
        )

    def waits_for_owner(self, *, now: datetime) -> CheckDuty | None:
        """What the owner still has time for: until then nothing weighs on them is concluded."""
        purpose = Purpose.CORRECT if self.check.state == State.CORRECTING else Purpose.REPLY
        owed = self.duties.get(purpose)
        if owed is None:
            return None
        ends_at = owed.facts.reddens_at  # none while a request for an extension waits
        return owed if ends_at is None or now < ends_at else None


def _checker(case: Case, standing: Standing, user, at: datetime) -> int | None:
    post = checking_post(standing, case.check.unit)
    if post is None or is_own(case.versions, case.check.unit, user=user, at=at):
        return None
    return case.check.made_in_id if case.check.made_in_id in urging_posts(standing) else post


def _takes_back(case: Case, standing: Standing, user, at: datetime) -> int | None:
    """Who checks, or the commission office."""
    if post := _checker(case, standing, user, at):
        return post
    if case.check.county_id not in standing.office_counties:
        return None
    own = is_own(case.versions, case.check.unit, user=user, at=at)
    return None if own else min(standing.office_posts)


def _owner(case: Case, standing: Standing, user, at: datetime) -> int | None:
    """Who may log for the post."""
    return case.check.post_id if case.check.post_id in standing.log_posts else None


class Rule(NamedTuple):
    """In which states an act is done, `who` does it (the post they act in), and what else it
    `needs` of the case at an instant."""

    states: Iterable[State]
    who: Callable[[Case, Standing, object, datetime], int | None]
    needs: Callable[[Case, datetime], bool] = lambda case, now: True


def _not_shut(case: Case, now: datetime) -> bool:
    """The owner replied, or the day has passed."""
    return case.check.state in TO_CONCLUDE or not case.waits_for_owner(now=now)


def _is_corrected(case: Case, now: datetime) -> bool:
    """Another version was lodged since the conclusion."""
    return bool(case.conclusion and case.newest.pk != case.conclusion.record_id)


RULES: dict[Act, Rule] = {
    Act.FIND: Rule({State.DRAWN}, _checker, lambda case, now: not case.check.findings.exists()),
    Act.REPLY: Rule({State.ASKED, State.REPLIED}, _owner),
    Act.CONCLUDE: Rule({State.ASKED, State.CORRECTING} | TO_CONCLUDE, _checker, _not_shut),
    Act.CORRECT: Rule({State.CORRECTING}, _owner, _is_corrected),
    Act.LIFT: Rule(
        OVER | {State.CORRECTING}, _takes_back, lambda case, now: case.conclusion is not None
    ),
}


def may_do(act: Act, user, case: Case, *, at: datetime) -> bool:
    """Whether the act is the person's, in whichever state it is done."""
    return RULES[act].who(case, standing_of(user, at=at), user, at) is not None


def acts_open_to(user, case: Case, *, at: datetime) -> dict[Act, int]:
    """What the person may do with it now, each with the post they act in."""
    standing = standing_of(user, at=at)
    acts = {
        act: rule.who(case, standing, user, at)
        for act, rule in RULES.items()
        if case.check.state in rule.states and rule.needs(case, at)
    }
    return {act: post for act, post in acts.items() if post}


def lock_for(act: Act, check_id: int, *, by: Actor, now: datetime) -> tuple[Case, int]:
    """The spot check, locked, for `act`; with the post that `by` acts in.

    Raises:
        SpotCheck.DoesNotExist: there is none, or it is not visible to the person.
        PermissionDenied: the act is not the person's, or about their own.
        Refused: the spot check is in another state, or its owner has still time.
    """
    visible = SpotCheck.objects.visible_to(by.user, at=now).select_related("unit", "post", "record")
    case = Case.of(visible.select_for_update(of=("self",), no_key=True).get(pk=check_id))
    rule = RULES[act]
    post = rule.who(case, standing_of(by.user, at=now), by.user, now)
    if post is None:
        raise PermissionDenied(_("This is not for you to do: nobody decides on what is their own."))
    if case.check.state not in rule.states or not rule.needs(case, now):
        raise Refused(why_shut(act, case, now=now))
    return case, post


def why_shut(act: Act, case: Case, *, now: datetime) -> str:
    """Why `act` is not done now."""
    owed = case.waits_for_owner(now=now)
    if act == Act.CONCLUDE and owed:
        return _("It is concluded once the reply is here, or its day has passed.")
    if act == Act.CORRECT and case.check.state == State.CORRECTING:
        return _("Correct the record first; then report it here.")
    words = {"state": case.check.get_state_display()}
    return _("It is no longer so far: %(state)s. Look at it again.") % words
