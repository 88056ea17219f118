"""Giving oneself a secret address, another one in its place, and ending it."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from pages.refused import Refused
from responsibility.notebook.feed.models import CalendarFeed
from responsibility.notebook.feed.secret import digest_of, secret_for
from responsibility.organisation.account_changes.kind import FEED_MADE
from responsibility.organisation.account_changes.tell import tell_of_own_act
from responsibility.organisation.people.models import User
from responsibility.organisation.standing import standing_of


@transaction.atomic
def issue_feed(*, nonce: UUID, by: Actor, now: datetime) -> str:
    """Give `by` an address, of which a message tells; the one of before no longer works. Returns
    its secret, which is shown this once. The same form sent again changes nothing.

    Raises:
        PermissionDenied: the person has no post.
        Refused: the address of this form was ended in between.
    """
    if not standing_of(by.user, at=now).desk_posts:
        raise PermissionDenied
    user = _locked(by)
    secret = secret_for(user, nonce)
    digest = digest_of(secret)
    own = CalendarFeed.objects.filter(user=user)
    if issued := own.filter(digest=digest).first():
        if issued.revoked_at:
            raise Refused(_("This address was ended in between. Make another one."))
        return secret
    for former in own.in_force():
        _end(former, by=by, now=now)
    feed = CalendarFeed.objects.create(user=user, digest=digest, issued_at=now)
    record_audit(by=by, now=now, action="feed.issue", about=feed)
    tell_of_own_act(change=FEED_MADE, by=by, now=now)
    return secret


@transaction.atomic
def revoke_feed(*, by: Actor, now: datetime) -> None:
    """End one's own address: whoever knows it reads nothing any more.

    Raises Refused: there is none.
    """
    feed = CalendarFeed.objects.in_force().filter(user=_locked(by)).first()
    if feed is None:
        raise Refused(_("There is no calendar address that works."))
    _end(feed, by=by, now=now)


def _end(feed: CalendarFeed, *, by: Actor, now: datetime) -> None:
    feed.revoked_at = now
    feed.save(update_fields=["revoked_at"])
    record_audit(by=by, now=now, action="feed.revoke", about=feed)


def _locked(by: Actor) -> User:
    """The person, so that two acts at once come one after the other."""
    return User.objects.select_for_update(no_key=True, of=("self",)).get(pk=by.user.pk)
