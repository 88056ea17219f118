"""How a person wishes to be told, within what duty allows (M000-15; reliability study 2)."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from alerts.contacts.models import Preference
from alerts.kinds.stages import stages_where
from pages.refused import Refused


@transaction.atomic
def prefer(
    *, by: Actor, now: datetime, quiet_stages: Collection[str], mail: bool, email: str
) -> Preference:
    """Write no texts of `quiet_stages` to the person, and mails to `email` if `mail`.

    What a text is not written of still stands in the inbox. It holds from the next text on.

    Raises:
        Refused: a text of one of the stages always comes, or a mail has no address.
    """
    if not set(quiet_stages) <= {stage.code for stage in stages_where("optional")}:
        raise Refused(_("Texts of this always come."), field="quiet_stages")
    if mail and not email:
        raise Refused(_("Give the address that mails go to."), field="email")
    was = Preference.objects.filter(user=by.user).select_for_update().first()
    preference, _made = Preference.objects.update_or_create(
        user=by.user,
        defaults={"quiet_stages": sorted(quiet_stages), "mail": mail, "changed_at": now},
    )
    moved = email != by.user.email
    if moved:
        by.user.email = email
        by.user.save(update_fields=["email"])
    record_audit(
        by=by,
        now=now,
        action="preference.change",
        about=preference,
        before=_noted(was) if was else None,
        after=_noted(preference) | {"other_address": moved},
    )
    return preference


def _noted(preference: Preference) -> dict:
    return {"quiet_stages": preference.quiet_stages, "mail": preference.mail}
