"""The devices that people are signed in on."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.declared import Field, Kind

KIND = Kind(
    code="device",
    acts={
        "device.end": _("signed out on a device"),
        "device.end_others": _("signed out on all other devices"),
    },
    fields={
        "browser": Field(_("browser")),
        "system": Field(_("system")),
        "devices": Field(_("devices")),
    },
    daily=["responsibility.organisation.devices.end.forget_ended_sessions"],
)
