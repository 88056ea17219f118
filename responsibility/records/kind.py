"""Records of what was done, and that they count for tasks."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.category import Category
from alerts.kinds.declared import Audience, Entry, Field, Kind, Object, Stage, to

CONFIRMATION, RECORD_RETURNED = "confirmation", "record_returned"
CREDIT_LOST = "credit_lost"
LODGED, CONFIRMED, DECLINED = "lodged", "confirmed", "declined"
TAKEN_BACK = "confirmation_back"  # a cause
WITHDRAWN, SUPERSEDED = "withdrawn", "superseded"

KIND = Kind(
    code="record",
    stages=[
        # clerks do not confirm
        Stage(
            CONFIRMATION,
            _("confirmation awaited"),
            to(Audience.SELF),
            order=120,
            optional=True,
            still_true="responsibility.records.credits.awaited.still_awaited",
            counted="responsibility.records.credits.awaited.records_awaited",
        ),
        Stage(
            RECORD_RETURNED,
            _("record returned"),
            to(Audience.NAMED),
            order=100,
            optional=True,
            counted="responsibility.records.credits.awaited.records_named",
        ),
        # by somebody else's withdrawal or correction: who answers for the task, not who did it
        Stage(CREDIT_LOST, _("a record counts no longer"), to(Audience.SELF), order=45),
    ],
    causes={
        LODGED: _("record lodged"),
        CONFIRMED: _("record confirmed by the holder"),
        DECLINED: _("record declined by the holder"),
        TAKEN_BACK: _("confirmation taken back by the holder"),
        WITHDRAWN: _("record withdrawn"),
        SUPERSEDED: _("record corrected"),
    },
    category=Category.RECORDS,
    acts={
        "record.lodge": _("lodged a record"),
        "record.correct": _("corrected a record"),
        "record.withdraw": _("withdrew a record"),
        "credit.confirm": _("confirmed a record logged by another"),
        "credit.decline": _("declined a record logged by another"),
        "credit.take_back": _("took back the confirmation of a record"),
    },
    sentences={
        "record.lodge": _("%(who)s lodged the record %(what)s for %(tasks)s"),
        "record.correct": _("%(who)s corrected the record %(record)s"),
        "record.withdraw": _("%(who)s withdrew the record %(what)s"),
        "credit.confirm": _("%(who)s confirmed the record %(record)s for %(task)s"),
        "credit.decline": _("%(who)s declined the record %(record)s for %(task)s"),
        "credit.take_back": _(
            "%(who)s took back the confirmation of the record %(record)s for %(task)s"
        ),
    },
    objects=[
        Object(
            "responsibility.DutyRecord",
            _("record"),
            called="{unit__name} {happened_on}",
            page="record",
            unit="unit__path",
        ),
        Object(
            "responsibility.Credit",
            _("record counted for a task"),
            called="{post__unit__name} · {post__title}",
            unit="post__unit__path",
        ),
    ],
    fields={
        "record": Field(_("record"), of="dutyrecord"),
        "task": Field(_("task"), of="task"),
        "tasks": Field(_("Tasks"), of="task"),
        "happened_on": Field(_("day")),
        "kind": Field(_("kind"), codes="responsibility.records.models.DutyRecord.Kind"),
        "counterparts": Field(_("people and units met")),
        "files": Field(_("files")),
        "counts_at": Field(_("counts from")),
    },
    menu=[
        Entry(
            "record-new",
            _("Log a duty"),
            _("Log"),
            "clipboard-check",
            group="duties",
            order=20,
            tab=10,
            raised=True,
            open_to=lambda reader: reader.logs,
        ),
        Entry(
            "record-list",
            _("My records"),
            _("Records"),
            "history",
            group="duties",
            order=30,
            open_to=lambda reader: reader.owes,
        ),
    ],
    desk_lines=[
        "responsibility.records.form.draft.drafts_on_desk",
        "responsibility.records.zero.lines.zero_reports_on_desk",
    ],
    zero_facts=["responsibility.records.zero.facts.records_of_the_kind"],
    leaving=["responsibility.records.credits.left_waiting.changes_of_credits"],
    demonstration="responsibility.records.demonstrate.demonstrate",
)
