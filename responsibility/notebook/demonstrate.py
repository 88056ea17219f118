"""Calendar addresses in a county to try: one that works, one made anew, one ended."""

from datetime import timedelta
from uuid import UUID

from alerts.audit.actor import Actor
from alerts.kinds.trial import Trial
from responsibility.notebook.feed.issue import issue_feed, revoke_feed

NONCES = 900  # beside those of other rooms


def demonstrate(trial: Trial) -> None:
    """The official has an address, the member made another, the group ended its own."""
    official, member, group = (Actor(trial.people[who]) for who in ("official", "member", "group"))
    days = [trial.until - timedelta(days=number) for number in (9, 6, 2)]
    issue_feed(nonce=UUID(int=NONCES + 1), by=official, now=days[0])
    issue_feed(nonce=UUID(int=NONCES + 2), by=member, now=days[0])
    issue_feed(nonce=UUID(int=NONCES + 3), by=member, now=days[1])
    issue_feed(nonce=UUID(int=NONCES + 4), by=group, now=days[1])
    revoke_feed(by=group, now=days[2])
