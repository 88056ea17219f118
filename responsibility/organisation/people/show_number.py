"""Showing a person's number in full: pages mask it, and each look is noted with its purpose."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.refused import Refused
from responsibility.organisation.office import audit_office
from responsibility.organisation.people.kept import account_kept


@transaction.atomic
def show_number_of(*, user_id: int, purpose: str, by: Actor, now: datetime) -> str:
    """The mobile number of a person in full; who looked, and for what, is noted.

    Raises:
        User.DoesNotExist: `by` does not keep that account.
        Refused: no purpose, or no number.
    """
    person = account_kept(user_id, by=by, now=now)
    if not (purpose := purpose.strip()):
        raise Refused(_("State the purpose."), field="purpose")
    if not person.phone:
        raise Refused(_("There is no number."))
    noted = {"purpose": purpose}
    audit_office(action="person.show_number", about=person, by=by, now=now, after=noted)
    return person.phone
