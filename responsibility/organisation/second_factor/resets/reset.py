"""Resetting the second factor of who lost device and recovery codes: the act of two people."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from alerts.decisions.rooms import decision_asked, decision_ended
from pages.refused import Refused
from responsibility.organisation.account_changes.kind import FACTOR_RESET
from responsibility.organisation.account_changes.tell import tell_of_change
from responsibility.organisation.devices.end import end_sessions
from responsibility.organisation.office import audit_office
from responsibility.organisation.people.models import User
from responsibility.organisation.powers.models import decides_powers
from responsibility.organisation.second_factor.factor import factor_of, remove_factor
from responsibility.organisation.second_factor.resets.models import FactorReset


@transaction.atomic
def propose_reset(*, user_id: int, reason: str, by: Actor, now: datetime) -> FactorReset:
    """Propose that the second factor of a person is taken away; a second person decides.

    Raises:
        PermissionDenied: `by` neither administers nor works in a commission office.
        User.DoesNotExist: no such open account.
        Refused: for oneself, where there is none, or what is proposed already.
    """
    if not decides_powers(by.user, at=now):
        raise PermissionDenied
    people = User.objects.select_for_update(no_key=True, of=("self",))
    user = people.get(pk=user_id, is_active=True)
    if user == by.user:
        raise Refused(_("Nobody proposes this for themselves. Ask a colleague."), field="account")
    if factor_of(user) is None:
        raise Refused(_("This person has set up no second factor."), field="account")
    if FactorReset.objects.filter(user=user, decided_at=None).exists():
        raise Refused(_("This is proposed already and waits for a second person."), field="account")
    reset = FactorReset.objects.create(
        user=user, reason=reason, proposed_by=by.user, proposed_at=now
    )
    decision_asked(about=reset, now=now)
    after = {"reset_reason": reason}
    audit_office(action="factor.propose_reset", about=user, by=by, now=now, after=after)
    return reset


@transaction.atomic
def decide_reset(*, reset_id: int, agree: bool, by: Actor, now: datetime) -> FactorReset:
    """Agree to a proposal, which carries it out, or turn it down.

    The person is signed out everywhere, and told; who must have a second factor sets up another
    one after the next password.

    Raises:
        FactorReset.DoesNotExist: none, or `by` does not see it.
        Refused: decided already, by who proposed it, or about oneself.
    """
    seen = FactorReset.objects.visible_to(by.user, at=now).get(pk=reset_id)
    reset = FactorReset.objects.select_for_update(no_key=True, of=("self",)).get(pk=seen.pk)
    if reset.decided_at:
        raise Refused(_("This is decided already."))
    if reset.user == by.user:
        raise Refused(_("Nobody decides about themselves. A second person has to."))
    if reset.proposed_by_id == by.user.pk:
        raise Refused(_("You proposed this yourself. A second person has to decide."))
    reset.decided_by, reset.decided_at, reset.agreed = by.user, now, agree
    reset.save(update_fields=["decided_by", "decided_at", "agreed"])
    if agree:
        _carry_out(reset.user)
        tell_of_change(user=reset.user, change=FACTOR_RESET, by=by, now=now)
    decision_ended(about=reset, by=by, now=now)
    after = {"reset_agreed": agree}
    audit_office(action="factor.decide_reset", about=reset.user, by=by, now=now, after=after)
    return reset


@transaction.atomic
def reset_by_command(*, account: str, reason: str, now: datetime) -> User:
    """The same by who gets at the server: where nobody is left who could propose or decide.

    Raises Refused: no such account, or it has no second factor.
    """
    user = User.objects.of_account(account)
    if user is None or factor_of(user) is None:
        raise Refused(f"No account {account} with a second factor.")
    FactorReset.objects.filter(user=user, decided_at=None).update(decided_at=now, agreed=False)
    FactorReset.objects.create(
        user=user, reason=reason, proposed_at=now, decided_at=now, agreed=True
    )
    _carry_out(user)
    after = {"reset_reason": reason}
    record_audit(by=None, now=now, action="factor.reset_by_command", about=user, after=after)
    tell_of_change(user=user, change=FACTOR_RESET, by=None, now=now)
    return user


def _carry_out(user: User) -> None:
    remove_factor(user)
    end_sessions(user=user)
