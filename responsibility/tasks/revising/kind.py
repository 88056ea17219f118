"""A version of a list that takes effect from a day within the year."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.category import Category
from alerts.kinds.declared import Audience, DeskPart, Field, Kind, Object, Stage, to

REVISED = "list_revised"  # a cause too
TAKEN_BACK = "list_revision_taken_back"
STANDS = "responsibility.tasks.revising.told.still_stands"

KIND = Kind(
    code="revision",
    stages=[
        # in time before its day, to all who answer for a post of the role
        Stage(REVISED, _("duty list revised"), to(Audience.NAMED), order=93, still_true=STANDS),
        Stage(
            TAKEN_BACK,
            _("revision of a duty list taken back"),
            to(Audience.NAMED),
            order=97,
        ),
    ],
    causes={REVISED: _("list revised")},
    category=Category.LISTS,
    acts={
        "revision.enter": _("let a version of a list take effect from a day"),
        "revision.take_back": _("took back the revision of a list"),
        "revision.carry_out": _("carried out the revision of a list"),
    },
    sentences={
        "revision.enter": _("%(who)s let %(what)s take effect from %(first_on)s"),
    },
    objects=[
        Object(
            "responsibility.Revision",
            _("revision of a list"),
            called="{duty_list__role_kind__name} v{duty_list__version}",
            page="list-revision",
        )
    ],
    fields={
        "first_on": Field(_("from")),
        "codes": Field(_("items")),
        "end_running": Field(_("running periods end too"), shown="true"),
        "made": Field(_("new tasks")),
        "changed": Field(_("tasks changed")),
        "withdrawn": Field(_("tasks withdrawn")),
        "stayed": Field(_("tasks that stay")),
    },
    desk_lines=["responsibility.tasks.revising.lines.revisions_on_desk"],
    desk_part=DeskPart.KNOW,
    put_off=["responsibility.tasks.revising.carry_out.carry_out_due"],
    demonstration="responsibility.tasks.revising.demonstrate.demonstrate",
)
