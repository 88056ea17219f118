"""System checks: what would make the engine stand still without a word."""

from django.conf import settings
from django.core.checks import Error, register
from rq.serializers import JSONSerializer, resolve_serializer

from alerts.channels.known import NONE, channel_named
from alerts.deadlines.matter import Matter, matter_models
from alerts.outbox.address import MAIL


@register("alerts")
def queue_is_json(**_) -> list[Error]:
    """A pickle runs code when it is read; and `rqworker` reads JSON. What a job in JSON may call
    is bounded by its class (jobs_are_listed)."""
    queue = settings.RQ_QUEUES.get("default")
    if queue and resolve_serializer(queue.get("SERIALIZER")) is JSONSerializer:
        return []
    return [
        Error(
            "The queue 'default' is missing or not serialised as JSON.",
            hint="RQ_QUEUES['default']['SERIALIZER'] = 'rq.serializers.JSONSerializer'",
            id="alerts.E001",
        )
    ]


@register("alerts")
def channel_is_ready(**_) -> list[Error]:
    known = [NONE, *(key for key in settings.SMS_CHANNELS if key != MAIL)]
    if settings.SMS_CHANNEL not in known:
        return [Error(f"SMS_CHANNEL is none of {', '.join(known)}.", id="alerts.E003")]
    used = {settings.SMS_CHANNEL, settings.MAIL_CHANNEL} - {NONE}
    return [
        Error(f"The channel {key} needs the setting {name}.", id="alerts.E003")
        for key in sorted(used)
        for name in channel_named(key).missing_settings()
    ]


@register("alerts")
def jobs_are_listed(**_) -> list[Error]:
    """Whoever can write to Redis could have any function called by its name."""
    if getattr(settings, "RQ", {}).get("JOB_CLASS") == "alerts.listed_job.ListedJob":
        return []
    return [Error("The class of jobs is not alerts.listed_job.ListedJob.", id="alerts.E020")]


@register("alerts")
def matters_answer(**_) -> list[Error]:
    """Each kind of matter has a short code of its own, titles and pages."""
    errors, seen = [], set()
    for model in matter_models():
        kind = getattr(model, "matter_kind", "")
        if not 0 < len(kind) <= 12 or kind in seen:
            errors.append(
                Error(
                    "matter_kind must be a code of at most 12 letters that no other model has.",
                    obj=model,
                    id="alerts.E004",
                )
            )
        seen.add(kind)
        for name in ("titles_of", "pages_of"):
            if getattr(model, name).__func__ is getattr(Matter, name).__func__:
                errors.append(Error(f"{name} is not answered.", obj=model, id="alerts.E005"))
    return errors
