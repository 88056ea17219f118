"""What is paused: a channel, one county's messages, or one version of the words."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from alerts.outbox.channel_names import channel_name
from alerts.outbox.models import Message
from alerts.outbox.paused import ChannelPause
from alerts.outbox.reasons import reason_of


class Paused:
    """A pause in force, for a page."""

    def __init__(self, pause: ChannelPause):
        self.pause = pause

    @property
    def what(self) -> str:
        """What does not go on."""
        names = {"channel": channel_name(self.pause.channel), "version": self.pause.version}
        if self.pause.template:
            return _("%(channel)s: version %(version)s of the words is paused") % names
        if self.pause.county_id:
            return _("%(channel)s is paused for this county") % names
        return _("%(channel)s is paused") % names

    @property
    def why(self) -> str:
        """What the person wrote; of a pause by the platform, the provider's code in words."""
        if self.pause.paused_by_id:
            return self.pause.reason
        reason = reason_of(code=self.pause.reason, channel=self.pause.channel)
        return reason.text if reason else ""

    @property
    def whole(self) -> bool:
        """Whether nothing goes through the channel for who reads this, whatever the words."""
        return not self.pause.template


def paused(*, counties: Collection[int] | None, now: datetime) -> list[Paused]:
    """What is paused for `counties` (None: for any); one query."""
    ours = Q() if counties is None else Q(county_id=None) | Q(county_id__in=counties)
    pauses = ChannelPause.objects.in_force(at=now).filter(ours).select_related("paused_by")
    return [Paused(pause) for pause in pauses.order_by("key")]


def by_channel(pauses: Iterable[Paused]) -> Mapping[str, list[Paused]]:
    found = defaultdict(list)
    for one in pauses:
        found[one.pause.channel].append(one)
    return found


def holds_up(pauses: Iterable[Paused], message: Message) -> Paused | None:
    """The pause that keeps `message` from going; None where there is none."""
    words = (message.template, message.template_version)
    for one in pauses:
        pause = one.pause
        if pause.channel == message.channel and (
            pause.county_id in {None, message.county_id}
            and (not pause.template or (pause.template, pause.version) == words)
        ):
            return one
    return None
