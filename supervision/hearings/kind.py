"""The hearing (常委会每季听取): the quarter's report to the standing committee (M003-05)."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alerts.kinds.category import Category
from alerts.kinds.declared import DeskPart, Entry, Field, Kind, Object

WORDS, SHORT = _("Committee reports"), pgettext_lazy("tab", "Committee")

KIND = Kind(
    code="hearing",
    category=Category.TASKS,
    acts={
        "hearing.open": pgettext_lazy("hearing", "began the report"),
        "hearing.save": pgettext_lazy("hearing", "changed the draft"),
        "hearing.lay": pgettext_lazy("hearing", "laid it before the committee"),
        "hearing.take_back": pgettext_lazy("hearing", "took it back"),
        "hearing.note": pgettext_lazy("hearing", "entered a note"),
        "hearing.drop_note": pgettext_lazy("hearing", "took a note back"),
        "hearing.hear": pgettext_lazy("hearing", "recorded that it was heard"),
        "hearing.decide": pgettext_lazy("hearing", "recorded a decision"),
        "hearing.drop_decision": pgettext_lazy("hearing", "took a decision back"),
    },
    sentences={
        "hearing.open": _("%(who)s began the committee report of the quarter %(what)s"),
        "hearing.save": _("%(who)s changed the draft of the committee report %(what)s"),
        "hearing.lay": _("%(who)s laid the report %(what)s before the committee"),
        "hearing.take_back": _("%(who)s took back the report %(what)s laid before the committee"),
        "hearing.note": _("%(who)s entered a note to the committee report %(what)s"),
        "hearing.drop_note": _("%(who)s took back a note to the committee report %(what)s"),
        "hearing.hear": _("%(who)s recorded that the committee heard the report %(what)s"),
        "hearing.decide": _("%(who)s recorded a decision of the committee on the report %(what)s"),
        "hearing.drop_decision": _(
            "%(who)s took back a recorded decision on the committee report %(what)s"
        ),
    },
    objects=[
        Object(
            "supervision.Hearing",
            _("committee report"),
            called="{year}-{quarter}",
            page="hearing",
        )
    ],
    fields={
        "version": Field(_("number"), shown="never"),
        "note": Field(_("number of the note")),
        "heard_on": Field(_("heard on")),
        "decision": Field(_("number of the decision")),
        "units": Field(_("units")),
    },
    desk_lines=["supervision.hearings.lines.hearings_on_desk"],
    desk_part=DeskPart.OVERSEE,
    menu=[
        Entry("hearing-list", WORDS, SHORT, "report", group="supervision", order=57,
              open_to=lambda reader: bool(reader.standing.face_counties)),
    ],
    demonstration="supervision.hearings.demonstrate.demonstrate",
)  # fmt: skip
