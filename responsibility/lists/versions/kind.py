"""The versions of a list: what is done with them, in the audit's words."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.category import Category
from alerts.kinds.declared import Audience, DeskPart, Field, Kind, Stage, to

SUBMITTED, RETURNED = "list_submitted", "list_returned"
ITEM = "responsibility.lists.models.DutyItem"

KIND = Kind(
    code="list_version",
    stages=[
        # to whoever may publish or return it
        Stage(
            SUBMITTED,
            _("duty list to be reviewed"),
            to(Audience.NAMED),
            order=163,
            still_true="responsibility.lists.versions.waiting.under_review",
        ),
        # to all who worked on it
        Stage(
            RETURNED,
            _("duty list returned"),
            to(Audience.NAMED),
            order=165,
            still_true="responsibility.lists.versions.waiting.still_returned",
        ),
    ],
    category=Category.LISTS,
    acts={
        "list.draft": _("started a new version of a duty list"),
        "list.change_item": _("changed an item of a duty list"),
        "list.add_item": _("added an item to a duty list"),
        "list.move_item": _("moved an item of a duty list"),
        "list.remove_item": _("took an item out of a draft"),
        "list.put_back_item": _("put an item back into a draft"),
        "list.submit": _("submitted a duty list for review"),
        "list.take_back_submission": _("took the submission of a duty list back"),
        "list.send_back": _("returned a duty list"),
        "list.publish_version": _("published a version of a duty list"),
        "list.close": _("closed a duty list"),
    },
    sentences={
        "list.draft": _("%(who)s started the new version %(what)s for %(year)s"),
        "list.remove_item": _(
            "%(who)s took %(was_code)s %(was_wording)s out of the draft %(what)s"
        ),
        "list.publish_version": _(
            "%(who)s published %(what)s as %(document_number)s of %(committee)s"
        ),
    },
    fields={
        "year": Field(_("year")),
        "version": Field(_("version"), shown="never"),
        "source": Field(_("copied from"), of="dutylist"),
        "code": Field(_("item"), shown="never"),
        "place": Field(_("place in the category")),
        "reason": Field(_("reason"), ground=True),
        "document_number": Field(_("document number"), shown="never"),
        "committee": Field(_("committee"), shown="never"),
        "category_id": Field(_("category"), of="category"),
        "wording": Field(_("text")),
        "text_en": Field(_("English text")),
        "cadence": Field(_("how often"), codes=f"{ITEM}.Cadence"),
        "due_rule": Field(_("due rule")),
        "rolls_forward": Field(_("moves to the next working day")),
        "required": Field(_("records asked for")),
        "count_basis": Field(_("what is counted"), codes=f"{ITEM}.CountBasis"),
        "applies_to": Field(_("applies to"), of="unit"),
        "zero_report": Field(_("zero report")),
        "core": Field(_("core item")),
        "task_kind": Field(_("kind of task"), codes=f"{ITEM}.TaskKind"),
        "sensitivity": Field(_("sensitivity"), codes=f"{ITEM}.Sensitivity"),
        "evidence": Field(_("evidence"), of="evidencekind"),
        "event_key": Field(_("event")),
        "basis": Field(_("basis")),
        "goal": Field(_("goal")),
        "measure": Field(_("measures")),
        "warn_days": Field(_("days of warning")),
    },
    desk_lines=["responsibility.lists.versions.waiting.versions_on_desk"],
    desk_part=DeskPart.KNOW,
    demonstration="responsibility.tasks.editor.demonstrate.demonstrate",
)
