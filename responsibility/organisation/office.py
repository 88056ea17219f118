"""What the commission office does is audited with the post it acts in."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Model

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from responsibility.organisation.standing import standing_of


def audit_office(
    *,
    action: str,
    about: Model,
    by: Actor,
    now: datetime,
    before: Mapping | None = None,
    after: Mapping | None = None,
) -> None:
    """Note one act of the commission office, or of the system administrator, who has no post."""
    posts = standing_of(by.user, at=now).office_posts
    record_audit(
        by=by,
        now=now,
        action=action,
        about=about,
        post_id=min(posts, default=None),
        before=before,
        after=after,
    )
