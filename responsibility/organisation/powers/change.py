"""Making somebody system administrator or auditor, and no longer: the act of two people."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from alerts.decisions.rooms import decision_asked, decision_ended
from pages.refused import Refused
from responsibility.organisation.account_changes.kind import POWER_GIVEN, POWER_WITHDRAWN
from responsibility.organisation.account_changes.tell import tell_of_change
from responsibility.organisation.devices.end import end_sessions
from responsibility.organisation.office import audit_office
from responsibility.organisation.people.given import give_password
from responsibility.organisation.people.models import User
from responsibility.organisation.people.pinyin import pinyin_of
from responsibility.organisation.powers.models import Power, PowerChange, decides_powers


@transaction.atomic
def propose_power(
    *, user_id: int, power: str, give: bool, by: Actor, now: datetime, basis: str = ""
) -> PowerChange:
    """Propose that a person gets `power`, or that it is withdrawn; a second person decides.

    Raises:
        PermissionDenied: `by` neither administers nor works in a commission office.
        User.DoesNotExist: no such open account.
        Refused: for oneself, what is so already, or what is proposed already.
    """
    if not decides_powers(by.user, at=now):
        raise PermissionDenied
    people = User.objects.select_for_update(no_key=True, of=("self",))
    user = people.get(pk=user_id, is_active=True)
    if user == by.user and give:
        raise Refused(_("Nobody proposes this for themselves. Ask a colleague."), field="user")
    if getattr(user, power) is give:
        raise Refused(_("That is so already."), field="power")
    if PowerChange.objects.filter(user=user, power=power, decided_at=None).exists():
        raise Refused(_("This is proposed already and waits for a second person."), field="user")
    change = PowerChange.objects.create(
        user=user, power=power, give=give, basis=basis, proposed_by=by.user, proposed_at=now
    )
    decision_asked(about=change, now=now)
    after = {power: give, "basis": basis}
    audit_office(action="power.propose", about=user, by=by, now=now, after=after)
    return change


@transaction.atomic
def decide_power(*, change_id: int, agree: bool, by: Actor, now: datetime) -> PowerChange:
    """Agree to a proposal, which carries it out, or turn it down.

    Who loses a power is signed out everywhere.

    Raises:
        PowerChange.DoesNotExist: none, or `by` does not see it.
        Refused: decided already, by who proposed it, or about oneself.
    """
    seen = PowerChange.objects.visible_to(by.user, at=now).get(pk=change_id)
    change = PowerChange.objects.select_for_update(no_key=True, of=("self",)).get(pk=seen.pk)
    if change.decided_at:
        raise Refused(_("This is decided already."))
    if change.user == by.user:
        raise Refused(_("Nobody decides about themselves. A second person has to."))
    if change.proposed_by_id == by.user.pk:
        raise Refused(_("You proposed this yourself. A second person has to decide."))
    change.decided_by, change.decided_at, change.agreed = by.user, now, agree
    change.save(update_fields=["decided_by", "decided_at", "agreed"])
    if agree:
        _carry_out(change)
        what = POWER_GIVEN if change.give else POWER_WITHDRAWN
        about = str(Power(change.power).label)
        tell_of_change(user=change.user, change=what, about=about, by=by, now=now)
    decision_ended(about=change, by=by, now=now)
    after = {change.power: change.give, "agreed": agree}
    audit_office(action="power.decide", about=change.user, by=by, now=now, after=after)
    return change


def _carry_out(change: PowerChange) -> None:
    people = User.objects.select_for_update(no_key=True, of=("self",))
    user = people.get(pk=change.user_id)
    setattr(user, change.power, change.give)
    user.save(update_fields=[change.power])
    if not change.give or change.power == Power.ADMINISTRATOR:
        end_sessions(user=user)  # an administrator's device is never trusted


@transaction.atomic
def appoint_first(*, power: str, account: str, name: str, now: datetime) -> tuple[User, str]:
    """Make the first holder of `power` of an installation, by a command: there is nobody yet who
    could propose. Returns the person and a password to sign in with.

    Raises:
        Refused: somebody holds it, or the account is taken.
    """
    if User.objects.filter(**{power: True}, is_active=True).exists():
        raise Refused(
            f"There is one already ({Power(power).label}); two people name others, on the page "
            "Powers."
        )
    if User.objects.of_account(account):
        raise Refused(f"The account {account} is taken.")
    user = User.objects.create_user(account, name=name, pinyin=pinyin_of(name), **{power: True})
    password = give_password(user, by=None, now=now)
    PowerChange.objects.create(
        user=user, power=power, give=True, proposed_at=now, decided_at=now, agreed=True
    )
    after = {power: True}
    record_audit(by=None, now=now, action="power.appoint_first", about=user, after=after)
    return user, password
