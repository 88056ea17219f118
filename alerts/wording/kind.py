"""The words of messages, their versions and the templates of providers."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.declared import Field, Kind, Object

KIND = Kind(
    code="wording",
    acts={
        "words.write": _("wrote a version of the messages' words"),
        "words.activate": _("put words of messages to use"),
        "words.enter_template": _("entered a provider's template"),
    },
    objects=[
        Object("alerts.Wording", _("words of messages"), called="{version}"),
        Object("alerts.ProviderTemplate", _("template of a provider"), called="{channel} {code}"),
    ],
    fields={
        "version": Field(_("version")),
        "channel": Field(_("channel")),
        "code": Field(_("code of the template")),
    },
)
