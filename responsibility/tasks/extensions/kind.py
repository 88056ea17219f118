"""Extensions (延期): another day, asked for and decided on."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.declared import Audience, Entry, Field, Kind, Stage, to
from responsibility.organisation.relations.decides import decides_extensions

EXTENSION_DECIDED = "extension"
EXTENSION_ASKED, EXTENDED, REFUSED = "extension_asked", "extended", "refused"

KIND = Kind(
    code="extension",
    stages=[
        Stage(
            EXTENSION_DECIDED,
            _("extension decided"),
            to(Audience.HOLDER),
            order=130,
            optional=True,
        )
    ],
    causes={
        EXTENSION_ASKED: _("extension asked for"),
        EXTENDED: _("extension granted"),
        REFUSED: _("extension refused"),
    },
    acts={
        "task.ask_extension": _("asked for an extension"),
        "task.grant_extension": _("granted an extension"),
        "task.refuse_extension": _("refused an extension"),
    },
    fields={"wanted_on": Field(_("day asked for")), "due_on": Field(_("due on"))},
    desk_lines=["responsibility.tasks.extensions.waiting.requests_to_decide"],
    menu=[
        Entry(
            "extension-list",
            _("Extend tasks"),
            _("Extensions"),
            "clock",
            group="supervision",
            order=30,
            open_to=lambda reader: decides_extensions(reader.standing),
            waiting="responsibility.tasks.extensions.waiting.REQUESTS",
        )
    ],
    demonstration="responsibility.tasks.extensions.demonstrate.demonstrate",
)
