"""Checkups (政治体检): opened from a template, answered by a day with a lamp, concluded."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alerts.deadlines.kind import BEFORE_DUE, BY_CLOCK, OVERDUE
from alerts.kinds.category import Category
from alerts.kinds.declared import OPEN, Audience, DeskPart, Entry, Field, Kind, Object, Stage, to
from responsibility.organisation.relations.acts import urged_units

OPENED, ANNOUNCED, RETURNED = "checkup_opened", "checkup_announced", "checkup_returned"
SUBMITTED = "checkup_submitted"  # a cause too
CONCLUDED, REOPENED = "checkup_concluded", "checkup_reopened"
WITHDRAWN = "checkup_withdrawn"  # a cause too
TAKEN_OVER = "checkup_taken_over"  # a cause too


def _checks(reader) -> bool:
    return bool(reader.standing.face_counties or urged_units(reader.standing))


def _is_checked(reader) -> bool:
    """Who leads a unit, and does not supervise."""
    return bool(reader.heads and not _checks(reader))


KIND = Kind(
    code="checkup",
    stages=[
        # somebody waits for an answer, so it rings at once (M000-04)
        Stage(
            OPENED,
            _("checkup to be answered"),
            BY_CLOCK | to(Audience.PRINCIPAL),
            order=8,
            urgent=True,
            despite_quota=True,
            news_at=OPEN,
        ),
        # stands for what its lamp has to say
        Stage(
            RETURNED,
            _("answers of a checkup sent back"),
            BY_CLOCK,
            order=9,
            urgent=True,
            despite_quota=True,
            news_at=OPEN,
            of_revision=True,
            instead_of=BEFORE_DUE | {OVERDUE},
        ),
        Stage(ANNOUNCED, _("checkup on site announced"), to(Audience.NAMED), order=41),
        Stage(SUBMITTED, _("answers of a checkup came"), to(Audience.ASKER), order=119),
        Stage(CONCLUDED, _("checkup concluded"), to(Audience.NAMED), order=48),
        Stage(REOPENED, _("conclusion of a checkup taken back"), to(Audience.NAMED), order=49),
        Stage(WITHDRAWN, _("checkup withdrawn"), to(Audience.NAMED), order=132, optional=True),
        Stage(TAKEN_OVER, _("checkup to be done on site"), to(Audience.NAMED), order=42),
    ],
    causes={
        SUBMITTED: pgettext_lazy("checkup", "answers handed in"),
        WITHDRAWN: _("checkup withdrawn"),
        TAKEN_OVER: _("taken over, to be answered on site"),
    },
    category=Category.TASKS,
    acts={
        "checkup_template.make": _("made a checking template"),
        "checkup_template.change": _("changed a checking template"),
        "checkup_template.retire": _("retired a checking template"),
        "checkup.open": _("opened a checkup"),
        "checkup.submit": _("handed in the answers of a checkup"),
        "checkup.send_back": _("sent back the answers of a checkup"),
        "checkup.find": _("wrote down a finding of a checkup"),
        "checkup.drop": _("took back a finding of a checkup"),
        "checkup.enter": _("entered a finding of a checkup as a problem"),
        "checkup.conclude": _("concluded a checkup"),
        "checkup.reopen": _("took back the conclusion of a checkup"),
        "checkup.withdraw": _("withdrew a checkup"),
        "checkup.take_over": _("took a checkup over"),
    },
    sentences={
        "checkup_template.make": _(
            "%(who)s made the checking template “%(name)s” of %(questions)s questions"
        ),
        "checkup_template.change": _(
            "%(who)s wrote version %(version)s of the checking template “%(name)s”, from "
            "%(first_on)s"
        ),
        "checkup_template.retire": _("%(who)s retired the checking template “%(name)s”"),
        "checkup.open": _("%(who)s opened the checkup %(what)s, due %(due_on)s"),
        "checkup.submit": _("%(who)s handed in %(answers)s answers of the checkup %(what)s"),
        "checkup.send_back": _("%(who)s sent back the answers of the checkup %(what)s"),
        "checkup.find": _("%(who)s wrote down finding %(finding)s of the checkup %(what)s"),
        "checkup.drop": _("%(who)s took back finding %(finding)s of the checkup %(what)s"),
        "checkup.enter": _(
            "%(who)s entered finding %(finding)s of the checkup %(what)s as a problem"
        ),
        "checkup.conclude": _("%(who)s concluded the checkup %(what)s with %(findings)s findings"),
        "checkup.reopen": _("%(who)s took back the conclusion of the checkup %(what)s"),
        "checkup.withdraw": _("%(who)s withdrew the checkup %(what)s"),
        "checkup.take_over": _("%(who)s took over %(what)s, to be answered on site by %(due_on)s"),
    },
    objects=[
        Object(
            "supervision.Checkup",
            _("checkup"),
            called="{unit__name} · {year}-{number}",
            page="checkup",
            unit="unit__path",
        ),
        Object(
            "supervision.CheckupDuty",
            _("checkup"),
            called="{unit__name} · {post__title}",
            page="checkup",
            page_by="checkup_id",
            unit="unit__path",
        ),
        Object("supervision.CheckupTemplate", _("checking template"), page="checkup-template"),
        Object("supervision.TemplateVersion", _("checking template"), called="{name}"),
    ],
    fields={
        "state": Field(_("state"), codes="supervision.checkups.states.State"),
        "unit": Field(_("unit"), of="unit"),
        "template": Field(_("checking template"), of="templateversion"),
        "version": Field(_("version"), shown="never"),
        "due_on": Field(_("to be done by")),
        "answers": Field(_("answers"), shown="never"),
        "finding": Field(_("finding"), shown="never"),
        "findings": Field(_("findings"), shown="never"),
        "problem": Field(_("problem"), of="problem"),
        "name": Field(_("name"), shown="never"),
        "questions": Field(_("questions")),
        "first_on": Field(_("from")),
    },
    desk_lines=["supervision.checkups.lines.checkups_on_desk"],
    desk_part=DeskPart.OVERSEE,
    menu=[
        Entry(
            "checkup-list",
            _("Checkups"),
            _("Checkups"),
            "clipboard-check",
            group="unit",
            order=28,
            open_to=_is_checked,
        ),
        Entry(
            "checkup-list",
            _("Checkups"),
            _("Checkups"),
            "clipboard-check",
            group="supervision",
            order=44,
            open_to=_checks,
        ),
    ],  # fmt: skip
    demonstration="supervision.checkups.demonstrate.demonstrate",
    starter=["supervision.checkups.template.starter.load_checkup_templates"],
)
