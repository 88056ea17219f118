"""The devices that people are signed in on."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.category import Category
from alerts.kinds.declared import Field, Kind
from pages.frame.places import OwnPage

KIND = Kind(
    code="device",
    category=Category.ACCOUNTS,
    acts={
        "device.end": _("signed out on a device"),
        "device.end_others": _("signed out on all other devices"),
    },
    sentences={
        "device.end": _("%(who)s signed out on the device %(browser)s, %(system)s"),
        "device.end_others": _("%(who)s signed out on all other devices: %(devices)s"),
    },
    fields={
        "browser": Field(
            _("browser"), codes="responsibility.organisation.devices.browser.browsers"
        ),
        "system": Field(_("system"), codes="responsibility.organisation.devices.browser.systems"),
        "devices": Field(_("devices")),
    },
    own_pages=[OwnPage("devices", _("Signed in on"), "device-mobile", order=40)],
    daily=[
        "responsibility.organisation.devices.end.forget_ended_sessions",
        "responsibility.organisation.devices.remembered.forget_old_browsers",
    ],
)
