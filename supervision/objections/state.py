"""Stating facts about an objection, of either side, until it is decided."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from pages.refused import Refused
from pages.words import fitting
from responsibility.files.attach import files_to_attach
from supervision.objections.models import Objection
from supervision.objections.outcome import ObjectionStatement
from supervision.objections.rights import side_of


@transaction.atomic
def state_facts(
    *,
    by: Actor,
    now: datetime,
    objection_id: int,
    nonce: UUID,
    text: str,
    file_ids: Collection[UUID] = (),
) -> ObjectionStatement:
    """State facts for the own side. The same nonce states them once.

    Raises:
        Objection.DoesNotExist: there is none, or the person does not see it.
        PermissionDenied: the person is of neither side.
        Refused: it is decided or withdrawn, or nothing is stated.
    """
    if first := ObjectionStatement.objects.filter(made_by=by.user, nonce=nonce).first():
        return first
    objection = Objection.objects.lock_visible(objection_id, to=by.user, at=now)
    if (side := side_of(by.user, objection, at=now)) is None:
        raise PermissionDenied(_("Only both sides state facts."))
    if against := why_not_state(objection):
        raise Refused(against)
    statement = ObjectionStatement.objects.create(
        objection=objection,
        side=side,
        text=fitting(text, of=ObjectionStatement, field="text", missing=_("State the facts.")),
        made_by=by.user,
        made_at=now,
        nonce=nonce,
    )
    files = files_to_attach(file_ids, by=by)
    statement.files.set(files)
    record_audit(
        by=by, now=now, action="objection.state", about=objection,
        post_id=objection.concerned_post_id, after={"files": len(files)},
    )  # fmt: skip
    return statement


def why_not_state(objection: Objection) -> str:
    """Why nothing can be stated any more; "" if it can."""
    if objection.exempt:
        if objection.has_lapsed:
            return _("The deciding post was closed: object anew.")
        return _("The objection is withdrawn.")
    if objection.fulfilled_at:
        return _("The objection is decided.")
    return ""
