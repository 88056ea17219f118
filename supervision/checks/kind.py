"""Spot checks (抽查核实): opened or drawn, found, replied to, concluded; each day has a lamp."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alerts.deadlines.kind import BEFORE_DUE, OVERDUE
from alerts.kinds.category import Category
from alerts.kinds.declared import OPEN, Audience, DeskPart, Entry, Field, Kind, Object, Stage, to
from responsibility.organisation.relations.acts import urged_units

FOUND, CORRECTION = "check_found", "check_correction"  # the first is a cause too
REPLIED, CORRECTED = "check_replied", "check_corrected"  # causes too
CONCLUDED, LIFTED = "check_concluded", "check_lifted"  # causes too
UNTRUE, INSUFFICIENT = "check_untrue", "check_insufficient"  # causes


def _supervises(reader) -> bool:
    return bool(reader.standing.face_counties or urged_units(reader.standing))


def _answers(reader) -> bool:
    """Who has records that may be checked, and does not supervise."""
    return bool((reader.owes or reader.heads) and not _supervises(reader))


KIND = Kind(
    code="check",
    stages=[
        # somebody waits for an answer, so it rings at once (M000-04)
        Stage(
            FOUND,
            _("reply to a spot check"),
            to(Audience.HOLDER, Audience.STAND_IN),
            order=12,
            urgent=True,
            despite_quota=True,
            news_at=OPEN,
        ),
        # stands for what its lamp has to say
        Stage(
            CORRECTION,
            _("record to be made good"),
            to(Audience.HOLDER, Audience.STAND_IN),
            order=13,
            urgent=True,
            despite_quota=True,
            news_at=OPEN,
            of_revision=True,
            instead_of=BEFORE_DUE | {OVERDUE},
        ),
        Stage(REPLIED, _("reply to a spot check came"), to(Audience.HOLDER), order=117),
        Stage(CORRECTED, _("checked record made good"), to(Audience.HOLDER), order=118),
        Stage(CONCLUDED, _("spot check concluded"), to(Audience.NAMED), order=46),
        Stage(LIFTED, _("conclusion taken back"), to(Audience.NAMED), order=47),
    ],
    causes={
        FOUND: _("finding stated"),
        REPLIED: pgettext_lazy("spot check", "replied"),
        CORRECTED: _("made good"),
        CONCLUDED: pgettext_lazy("spot check", "concluded"),
        UNTRUE: _("spot-checked: not true"),
        INSUFFICIENT: _("spot-checked: insufficient"),
        LIFTED: _("conclusion of a spot check taken back"),
    },
    category=Category.TASKS,
    acts={
        "draw.publish": _("published a draw"),
        "draw.draw": _("drew records to be checked"),
        "draw.withdraw": _("withdrew a draw"),
        "check.open": _("opened a spot check"),
        "check.drawn": _("opened a spot check of a drawn record"),
        "check.find": _("stated a finding"),
        "check.reply": _("replied to a spot check"),
        "check.conclude": _("concluded a spot check"),
        "check.correct": _("reported a checked record made good"),
        "check.lift": _("took a conclusion back"),
    },
    sentences={
        "draw.publish": _("%(who)s published the draw %(what)s of %(records)s records"),
        "draw.draw": _("%(who)s drew %(drawn)s records by the draw %(what)s"),
        "draw.withdraw": _("%(who)s withdrew the draw %(what)s"),
        "check.open": _("%(who)s opened the spot check %(what)s"),
        "check.drawn": _("%(who)s drew a record for the spot check %(what)s"),
        "check.find": _("%(who)s stated a finding in the spot check %(what)s, due %(due_on)s"),
        "check.reply": _("%(who)s replied to the spot check %(what)s"),
        "check.conclude": _("%(who)s concluded the spot check %(what)s: %(outcome)s"),
        "check.correct": _("%(who)s reported in the spot check %(what)s that it is made good"),
        "check.lift": _("%(who)s took back the conclusion %(outcome)s of the spot check %(what)s"),
    },
    objects=[
        Object(
            "supervision.SpotCheck",
            _("spot check"),
            called="{unit__name} · {year}-{number}",
            page="check",
            unit="unit__path",
        ),
        Object(
            "supervision.CheckDuty",
            _("spot check"),
            called="{unit__name} · {post__title}",
            page="check",
            page_by="spot_check_id",
            unit="unit__path",
        ),
        Object(
            "supervision.CheckDraw",
            _("draw of records"),
            called="{year}-{number} {title}",
            page="draw",
        ),
    ],
    fields={
        "state": Field(_("state"), codes="supervision.checks.states.State"),
        "outcome": Field(_("conclusion"), codes="supervision.checks.states.Outcome"),
        "record": Field(_("record"), of="dutyrecord"),
        "tasks": Field(_("Tasks"), of="task"),
        "due_on": Field(_("to be done by")),
        "files": Field(_("files")),
        "records": Field(_("records to draw from")),
        "drawn": Field(_("drawn"), shown="never"),
        "draw": Field(_("draw of records"), of="checkdraw"),
        "size": Field(_("records to draw")),
        "reason": Field(_("reason"), ground=True),
        "seed_sha256": Field(_("SHA-256 of the seed"), shown="never"),
        "frame_sha256": Field(_("SHA-256 of the frame"), shown="never"),
        "draws_on": Field(_("drawn from")),
    },
    desk_lines=["supervision.checks.lines.checks_on_desk"],
    desk_part=DeskPart.OVERSEE,
    record_lines=["supervision.checks.lines.checks_of_record"],
    menu=[
        Entry(
            "check-list",
            _("Spot checks"),
            _("Checks"),
            "eye",
            group="unit",
            order=27,
            open_to=_answers,
        ),
        Entry(
            "check-list",
            _("Spot checks"),
            _("Checks"),
            "eye",
            group="supervision",
            order=43,
            open_to=_supervises,
        ),
    ],  # fmt: skip
    demonstration="supervision.checks.demonstrate.demonstrate",
)
