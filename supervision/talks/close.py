"""Closing a talk once all of it is done, taking it up again, and the look back (M001-13)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.days import day_of
from pages.refused import Refused
from pages.words import fitting
from supervision.talks.duties import end_duty, make_duty, meet
from supervision.talks.kind import LOOKED_BACK
from supervision.talks.log import note
from supervision.talks.models import Talk, TalkRecord
from supervision.talks.rights import lock_for
from supervision.talks.states import Act, Purpose, State


@transaction.atomic
def close_talk(
    *, by: Actor, now: datetime, talk_id: int, reason: str, look_back_on: date | None = None
) -> Talk:
    """Close a talk: everybody is settled and each requirement verified; `reason` says what came of
    it. On the day `look_back_on`, if there is one, who talked looks again whether it holds.

    Raises: as `lock_for`, which says what is open; Refused also where the day is over.
    """
    case, post = lock_for(Act.CLOSE, talk_id, by=by, now=now)
    if look_back_on and look_back_on <= day_of(now):
        raise Refused(_("Choose a later day."), field="look_back_on")
    reason = _words(reason, _("Say what came of it."))
    if look_back_on:
        make_duty(
            Purpose.LOOK_BACK, case.talk.made_in, talk=case.talk, by=by, now=now, made_in=post,
            due_on=look_back_on,
        )  # fmt: skip
    note(case.talk, Act.CLOSE, by=by, now=now, post_id=post, to=State.CLOSED, text=reason)
    return case.talk


@transaction.atomic
def reopen_talk(*, by: Actor, now: datetime, talk_id: int, reason: str) -> Talk:
    """Take a closed talk up again; a look back that waits is not owed any more.

    Raises: as `lock_for`; Refused also where no reason is given.
    """
    case, post = lock_for(Act.REOPEN, talk_id, by=by, now=now)
    reason = _words(reason, _("Give a reason."))
    look_back = case.duty(Purpose.LOOK_BACK)
    end_duty(look_back, by=by, now=now, reason=_("The talk is taken up again."))
    note(case.talk, Act.REOPEN, by=by, now=now, post_id=post, to=State.FOLLOWING, text=reason)
    return case.talk


@transaction.atomic
def look_back_at_talk(*, by: Actor, now: datetime, talk_id: int, reason: str) -> Talk:
    """Write down what the look back found. Raises: as `lock_for`; Refused also where nothing is
    said."""
    case, post = lock_for(Act.LOOK_BACK, talk_id, by=by, now=now)
    reason = _words(reason, _("Say what you found."))
    meet(case.duty(Purpose.LOOK_BACK), now=now, cause=LOOKED_BACK)
    note(case.talk, Act.LOOK_BACK, by=by, now=now, post_id=post, to=State.CLOSED, text=reason)
    return case.talk


def _words(reason: str, missing: str) -> str:
    return fitting(reason, of=TalkRecord, field="text", missing=missing, at="reason")
