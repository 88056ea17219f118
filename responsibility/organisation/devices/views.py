"""One's own devices: where one is signed in, and signing out there. Views."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from responsibility.organisation.devices.end import end_device, end_other_devices
from responsibility.organisation.devices.models import Device
from responsibility.organisation.devices.note import keep_session

PAGE = "responsibility/organisation/devices/devices.html"


@require_safe
@login_required
def devices(request):
    """Where one is signed in."""
    shown = list(Device.objects.visible_to(request.user, at=request.now))
    context = {"devices": shown, "this": request.session.session_key}
    return render(request, PAGE, context)


@require_POST
@login_required
def device_end(request, pk):
    device = get_object_or_404(Device.objects.visible_to(request.user, at=request.now), pk=pk)
    end_device(device_id=pk, by=request.actor, now=request.now)
    said = _("Signed out on that device: %(device)s.") % {"device": device.name}
    messages.success(request, said)
    return redirect("devices")


@require_POST
@login_required
def device_end_others(request):
    end_other_devices(this=request.session.session_key, by=request.actor, now=request.now)
    keep_session(request.session, user=request.user)
    messages.success(request, _("Signed out on all other devices."))
    return redirect("devices")
