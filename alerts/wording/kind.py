"""The words of messages, their versions and the templates of providers."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.category import Category
from alerts.kinds.declared import Field, Kind, Object

KIND = Kind(
    code="wording",
    category=Category.MESSAGES,
    acts={
        "words.write": _("wrote a version of the messages' words"),
        "words.activate": _("put words of messages to use"),
        "words.enter_template": _("entered a provider's template"),
    },
    sentences={
        "words.write": _("%(who)s wrote version %(version)s of the words of messages"),
        "words.activate": _("%(who)s put version %(version)s of the words of messages to use"),
        "words.enter_template": _(
            "%(who)s entered the provider's template %(code)s for version %(version)s of the words"
        ),
    },
    objects=[
        Object("alerts.Wording", _("words of messages"), called="{version}"),
        Object("alerts.ProviderTemplate", _("template of a provider"), called="{channel} {code}"),
    ],
    fields={
        "version": Field(_("version")),
        "channel": Field(_("channel"), codes="alerts.outbox.channel_names.CHANNELS"),
        "code": Field(_("code of the template")),
    },
)
