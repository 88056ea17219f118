"""Writing a version of the words of messages, and putting it to use: two people."""

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.audit.keeper import require_keeper
from alerts.audit.record import record_audit
from alerts.channels.known import channel_in_use
from alerts.wording.fit import by_key, faults
from alerts.wording.in_use import words_in_use
from alerts.wording.models import ProviderTemplate, Wording
from alerts.wording.words import NOTICE, SHIPPED, Words
from pages.refused import Refused


@transaction.atomic
def write_wording(*, words: Words, note: str, by: Actor, now: datetime) -> Wording:
    """Keep `words` (in the shape of alerts/wording/wording.toml) as the next version.

    It is used only once another person puts it to use. The words in use again make no version.

    Raises:
        PermissionDenied: `by` keeps the messages of no county.
        Refused: placeholders are unknown or missing, it is too long, or nothing changes.
    """
    require_keeper(by=by, now=now)
    if wrong := faults(words):
        raise Refused.because(by_key(wrong))
    _one_at_a_time()
    if words == words_in_use().words:
        raise Refused(_("Nothing changes: these words are in use."))
    newest = Wording.objects.filter(template=NOTICE).aggregate(Max("version"))["version__max"]
    wording = Wording.objects.create(
        template=NOTICE,
        version=(newest or SHIPPED) + 1,
        words=words,
        note=note,
        written_by=by.user,
        written_at=now,
    )
    after = {"version": wording.version}
    record_audit(by=by, now=now, action="words.write", about=wording, after=after)
    return wording


@transaction.atomic
def activate_wording(*, version: int, by: Actor, now: datetime) -> Wording:
    """Write messages in the words of `version` from now on. What is written stays as it is.

    Raises:
        PermissionDenied: `by` keeps the messages of no county.
        Wording.DoesNotExist: there is none.
        Refused: `by` wrote it, it is or was in use, a newer one is, or the provider of the
            channel in use has not approved it.
    """
    require_keeper(by=by, now=now)
    _one_at_a_time()
    wording = Wording.objects.get(template=NOTICE, version=version)
    if refusal := why_not_activated(wording, user=by.user):
        raise Refused(refusal)
    wording.activated_at, wording.activated_by = now, by.user
    wording.save(update_fields=["activated_at", "activated_by"])
    after = {"version": version}
    record_audit(by=by, now=now, action="words.activate", about=wording, after=after)
    return wording


def why_not_activated(wording: Wording, *, user) -> str:
    """Why `user` cannot put a version to use; "" if they can."""
    if wording.activated_at:
        return _("It was put to use already.")
    if wording.version < words_in_use().version:
        return _("A newer version is in use.")
    if wording.written_by_id == user.pk:
        return _("Who wrote it does not put it to use: that takes a second person.")
    if not is_approved(wording):
        return _("The provider has not approved it yet: enter its template first.")
    return ""


def templates_of(version: int) -> dict[str, ProviderTemplate]:
    """The templates entered for a version, by channel."""
    entered = ProviderTemplate.objects.filter(template=NOTICE, version=version)
    return {template.channel: template for template in entered}


def is_approved(wording: Wording) -> bool:
    """Whether the channel in use may send these words."""
    channel = channel_in_use()
    if channel is None or not channel.of_templates:
        return True
    return channel.key in templates_of(wording.version)


def template_channels() -> list[str]:
    """The channels that send approved templates only, by their keys."""
    return [key for key, path in settings.SMS_CHANNELS.items() if import_string(path).of_templates]


@transaction.atomic
def enter_template(
    *,
    version: int,
    channel: str,
    code: str,
    signature: str,
    params: Mapping[str, str],
    by: Actor,
    now: datetime,
) -> ProviderTemplate:
    """Note the template that the provider of `channel` approved for `version`.

    `params` name, for each parameter of the provider's, ours ("name", "what", "reference").

    Raises:
        PermissionDenied: `by` keeps the messages of no county.
        Wording.DoesNotExist: there is no such version.
        Refused: the channel sends any text, or the template is entered already.
    """
    require_keeper(by=by, now=now)
    _one_at_a_time()
    if version != SHIPPED:
        Wording.objects.get(template=NOTICE, version=version)
    if channel not in template_channels():
        raise Refused(_("This channel sends any text."))
    template, made = ProviderTemplate.objects.get_or_create(
        channel=channel,
        template=NOTICE,
        version=version,
        defaults={
            "code": code,
            "signature": signature,
            "params": dict(params),
            "approved_at": now,
        },
    )
    if not made:
        raise Refused(_("Its template is entered already."))
    after = {"version": version, "channel": channel, "code": code}
    record_audit(by=by, now=now, action="words.enter_template", about=template, after=after)
    return template


def _one_at_a_time() -> None:
    """Versions count up: who writes one waits for who does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('alerts.wording', 0))")
