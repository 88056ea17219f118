"""The channels: how they are, and pausing and resuming them."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from alerts.outbox.pause import pause_channel, resume_channel
from pages.answer import done, form_page
from responsibility.organisation.guard import offices_of
from responsibility.organisation.standing import standing_of
from responsibility.outbox.channels.health import beats, channels_of, last_sweep, month_used
from responsibility.outbox.channels.paused import paused
from responsibility.outbox.exceptions.open import alarms_of
from responsibility.outbox.forms import REASON, PauseForm


@require_safe
@login_required
def health(request: HttpRequest) -> HttpResponse:
    """The channels with the office's own texts; for the system administrator with all, and
    without a name."""
    standing = standing_of(request.user, at=request.now)
    counties = standing.office_counties
    if not counties and not standing.is_system_administrator:
        raise Http404
    context = {
        "channels": channels_of(counties=counties or None, now=request.now),
        "alarms": alarms_of(counties),
        "month": month_used(counties=counties or None, now=request.now),
        "beats": beats(),
        "sweep": last_sweep(),
        "office": bool(counties),
        "reason_length": REASON,
    }
    return render(request, "responsibility/outbox/health.html", context)


@require_POST
@login_required
def pause(request: HttpRequest, channel: str) -> HttpResponse:
    """Let nothing of the office's counties go through a channel, for the reason `reason`."""
    counties = offices_of(request)
    if channel not in settings.SMS_CHANNELS:
        raise Http404
    form = PauseForm(request.POST)
    if form.carry_out(_pause, channel=channel, counties=counties, request=request):
        return done(request, _("The channel is paused. What waits, waits."), "outbox-health")
    return form_page(
        request,
        form,
        title=_("Pause a channel"),
        submit=_("Pause"),
        back=resolve_url("outbox-health"),
    )


def _pause(*, request: HttpRequest, channel: str, counties, reason: str) -> None:
    for county in counties:
        pause_channel(
            channel=channel, county_id=county, reason=reason, by=request.actor, now=request.now
        )


@require_POST
@login_required
def resume(request: HttpRequest, key: str) -> HttpResponse:
    """Let texts go again that the pause `key` kept; another county's is as good as none."""
    pauses = paused(counties=offices_of(request), now=request.now)
    mine = key in {one.pause.key for one in pauses}
    if mine and resume_channel(key=key, by=request.actor, now=request.now):
        messages.success(request, _("The channel is in use again."))
    return redirect("outbox-health")
