"""Letters of supervision (监督文书): drafted, approved, served, replied to, verified, closed."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alerts.deadlines.kind import BEFORE_DUE, OVERDUE
from alerts.kinds.category import Category
from alerts.kinds.declared import OPEN, Audience, DeskPart, Entry, Field, Kind, Object, Stage, to
from responsibility.organisation.relations.acts import urged_units

SERVED, SUBMITTED = "letter_served", "letter_submitted"
RETURNED, SENT = "letter_returned", "letter_sent"
REPLIED, REPLY_SHORT = "letter_replied", "letter_short"  # causes too
ENDED, WITHDRAWN, OPENED = "letter_ended", "letter_withdrawn", "letter_opened"  # the first a cause
APPROVED, VERIFIED, CALLED_OFF = "letter_approved", "letter_verified", "letter_off"  # causes
NAMED = to(Audience.NAMED)
RECIPIENTS = to(Audience.HOLDER, Audience.PRINCIPAL)


def _supervises(reader) -> bool:
    return bool(reader.is_office or urged_units(reader.standing))


def _receives(reader) -> bool:
    """Whom letters may be to, and who does not supervise."""
    return bool((reader.owes or reader.heads) and not _supervises(reader))


def _rings(code: str, label, *, order: int, **more) -> Stage:
    """What somebody waits for rings at once (M000-04)."""
    return Stage(
        code, label, RECIPIENTS, order=order, urgent=True, despite_quota=True, news_at=OPEN, **more
    )


KIND = Kind(
    code="letter",
    stages=[
        _rings(SERVED, _("letter to reply to"), order=19),
        _rings(
            REPLY_SHORT,
            _("reply to a letter insufficient"),
            order=21,
            of_revision=True,
            instead_of=BEFORE_DUE | {OVERDUE},
        ),
        Stage(WITHDRAWN, _("letter withdrawn"), RECIPIENTS, order=125),
        Stage(OPENED, _("letter opened again"), RECIPIENTS, order=126),
        Stage(ENDED, _("letter ended"), RECIPIENTS, order=127, optional=True),
        Stage(REPLIED, _("reply to a letter came"), to(Audience.ASKER), order=128),
        # to whoever may approve it
        Stage(
            SUBMITTED,
            _("letter to approve"),
            NAMED,
            order=138,
            still_true="supervision.letters.lines.still_waits",
        ),
        # to who drafted it
        Stage(RETURNED, _("draft of a letter sent back"), NAMED, order=139),
        Stage(SENT, _("letter approved and served"), NAMED, order=141, optional=True),
    ],
    causes={
        REPLIED: pgettext_lazy("letter", "replied"),
        REPLY_SHORT: _("reply insufficient"),
        APPROVED: pgettext_lazy("letter", "decided on the draft"),
        VERIFIED: pgettext_lazy("letter", "verified"),
        ENDED: pgettext_lazy("letter", "ended"),
        CALLED_OFF: pgettext_lazy("letter", "withdrawn or discarded"),
    },
    category=Category.TASKS,
    acts={
        "letter.draft": _("drafted a letter"),
        "letter.revise": _("changed the draft of a letter"),
        "letter.submit": _("submitted a letter"),
        "letter.approve": _("approved and issued a letter"),
        "letter.return": _("sent the draft of a letter back"),
        "letter.discard": _("discarded the draft of a letter"),
        "letter.receive": _("signed for a letter"),
        "letter.measure": _("laid down a measure for a letter"),
        "letter.drop_measure": _("dropped a measure for a letter"),
        "letter.report": _("reported a measure for a letter done"),
        "letter.reply": _("replied to a letter"),
        "letter.enter_reply": _("entered a reply on paper"),
        "letter.accept": _("verified the reply to a letter"),
        "letter.insufficient": _("found the reply to a letter insufficient"),
        "letter.close": _("closed a letter"),
        "letter.lift": _("lifted a warning"),
        "letter.carry_on": _("carried a warning on by procedure"),
        "letter.withdraw": _("withdrew a letter"),
        "letter.reopen": _("opened a letter again"),
    },
    sentences={
        "letter.draft": _("%(who)s drafted the letter %(what)s to %(post)s"),
        "letter.revise": _("%(who)s changed the draft of the letter %(what)s"),
        "letter.submit": _("%(who)s submitted the letter %(what)s"),
        "letter.approve": _("%(who)s approved and issued the letter %(what)s"),
        "letter.return": _("%(who)s sent back the draft of the letter %(what)s"),
        "letter.discard": _("%(who)s discarded the draft of the letter %(what)s"),
        "letter.receive": _("%(who)s signed for the letter %(what)s"),
        "letter.measure": _("%(who)s laid down a measure by %(due_on)s for the letter %(what)s"),
        "letter.drop_measure": _("%(who)s dropped a measure for the letter %(what)s"),
        "letter.report": _("%(who)s reported a measure for the letter %(what)s done"),
        "letter.reply": _("%(who)s replied to the letter %(what)s"),
        "letter.enter_reply": _("%(who)s entered the reply on paper to the letter %(what)s"),
        "letter.accept": _("%(who)s verified the reply to the letter %(what)s"),
        "letter.insufficient": _(
            "%(who)s found the reply to the letter %(what)s insufficient; a new one by %(due_on)s"
        ),
        "letter.close": _("%(who)s closed the letter %(what)s"),
        "letter.lift": _("%(who)s lifted the warning %(what)s"),
        "letter.carry_on": _("%(who)s carried the warning %(what)s on by procedure"),
        "letter.withdraw": _("%(who)s withdrew the letter %(what)s"),
        "letter.reopen": _("%(who)s opened the letter %(what)s again"),
    },
    objects=[
        Object(
            "supervision.Letter",
            _("letter"),
            called="{unit__name} · {word} {year}-{number}",
            page="letter",
            unit="unit__path",
        ),
        Object(
            "supervision.LetterDuty",
            _("letter"),
            called="{unit__name} · {post__title}",
            page="letter",
            page_by="letter_id",
            unit="unit__path",
        ),
    ],
    fields={
        "state": Field(_("state"), codes="supervision.letters.states.State"),
        "post": Field(_("post"), of="post"),
        "due_on": Field(_("to be done by")),
        "files": Field(_("files")),
    },
    starter=["supervision.letters.starter.load_letter_kinds"],
    desk_lines=["supervision.letters.lines.letters_on_desk"],
    desk_part=DeskPart.OVERSEE,
    menu=[
        Entry(
            "letter-list",
            _("Letters"),
            _("Letters"),
            "file-text",
            group="unit",
            order=26,
            open_to=_receives,
        ),
        Entry(
            "letter-list",
            _("Letters"),
            _("Letters"),
            "file-text",
            group="supervision",
            order=46,
            open_to=_supervises,
        ),
    ],
    demonstration="supervision.letters.demonstrate.demonstrate",
)
