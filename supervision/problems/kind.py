"""Problems (问题台账): found, assigned, rectified by a day, closed out; what is owed has a lamp."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alerts.deadlines.kind import BEFORE_DUE, HOLDER, OVERDUE
from alerts.kinds.category import Category
from alerts.kinds.declared import OPEN, Audience, DeskPart, Entry, Field, Kind, Object, Stage, to
from responsibility.organisation.relations.acts import urged_units

ASSIGNED, RETURNED = "problem_assigned", "problem_returned"
ASKED, ANSWERED = "problem_asked", "problem_answered"
OFFERED, REFUSED = "problem_offered", "problem_refused"
CLOSED = "problem_closed"
APPLIED = "problem_applied"  # a cause too
# causes
VERIFIED, SENT_BACK = "problem_verified", "problem_sent_back"
APPROVED = "problem_approved"
DECLINED, PASSED_ON = "problem_declined", "problem_passed_on"
CALLED_OFF, LOOKED_BACK = "problem_called_off", "problem_looked_back"


def _supervises(reader) -> bool:
    return bool(reader.is_office or urged_units(reader.standing))


def _answers(reader) -> bool:
    """Who leads a unit, or owes something in one, and does not supervise."""
    return bool(reader.heads and not _supervises(reader))


def _rings(code: str, label, audience, *, order: int, **more) -> Stage:
    """What somebody waits for rings at once (M000-04)."""
    return Stage(
        code, label, audience, order=order, urgent=True, despite_quota=True, news_at=OPEN, **more
    )


KIND = Kind(
    code="problem",
    stages=[
        _rings(ASSIGNED, _("problem assigned"), to(Audience.HOLDER, Audience.PRINCIPAL), order=11),
        # the same clock goes on, so this stands for what the lamp has to say
        _rings(
            RETURNED,
            _("closing of a problem sent back"),
            HOLDER,
            order=16,
            of_revision=True,
            instead_of=BEFORE_DUE | {OVERDUE},
        ),
        _rings(OFFERED, _("problem offered to be taken over"), to(Audience.NAMED), order=17),
        Stage(ASKED, _("problem asked back or declined"), to(Audience.ASKER), order=111),
        Stage(ANSWERED, _("question about a problem answered"), HOLDER, order=112),
        Stage(APPLIED, _("closing of a problem applied for"), to(Audience.ASKER), order=113),
        Stage(REFUSED, _("problem not taken over"), HOLDER, order=114),
        Stage(CLOSED, _("problem closed"), HOLDER, order=116, optional=True),
    ],  # fmt: skip
    causes={
        ASSIGNED: _("assigned"),
        ANSWERED: _("question answered"),
        APPLIED: _("applied for closing"),
        VERIFIED: _("verified"),
        APPROVED: _("closing approved"),
        SENT_BACK: _("closing sent back"),
        DECLINED: _("declined by the supervising body"),
        PASSED_ON: _("taken over by another unit"),
        CALLED_OFF: _("problem withdrawn"),
        LOOKED_BACK: _("looked back"),
    },
    category=Category.TASKS,
    acts={
        "problem.enter": _("entered a problem"),
        "problem.assign_group": _("assigned a problem to the supervising body"),
        "problem.assign": _("assigned a problem to the unit"),
        "problem.decline": _("declined a problem"),
        "problem.ask": _("asked back about a problem"),
        "problem.answer": _("answered a question about a problem"),
        "problem.claim": _("claimed a problem"),
        "problem.measure": _("laid down a measure"),
        "problem.drop_measure": _("dropped a measure"),
        "problem.report": _("reported on a measure"),
        "problem.apply": _("applied for the closing of a problem"),
        "problem.verify": _("verified a rectification"),
        "problem.approve": _("approved the closing of a problem"),
        "problem.send_back": _("sent the closing of a problem back"),
        "problem.offer": _("asked another unit to take a problem over"),
        "problem.accept": _("took a problem over"),
        "problem.refuse": _("refused to take a problem over"),
        "problem.look_back": _("looked back at a problem"),
        "problem.reopen": _("reopened a problem"),
        "problem.withdraw": _("withdrew a problem"),
        "problem.unfounded": _("declared a problem unfounded"),
        "problem.restore": _("let an application for closing stand again"),
        "problem.import": _("imported problems from a file"),
        "problem_term.add": _("added a word to sort problems by"),
        "problem_term.retire": _("put a word to sort problems by out of use"),
        "problem_term.restore": _("put a word to sort problems by into use again"),
        "time_limit.set": _("set a time limit"),
        "time_limit.take_back": _("took back a time limit"),
    },
    sentences={
        "problem.enter": _("%(who)s entered the problem %(what)s"),
        "problem.assign_group": _("%(who)s assigned %(what)s to %(post)s by %(due_on)s"),
        "problem.assign": _("%(who)s assigned %(what)s to %(post)s, to be rectified by %(due_on)s"),
        "problem.decline": _("%(who)s declined %(what)s and gave it back to the office"),
        "problem.ask": _("%(who)s asked back about %(what)s"),
        "problem.answer": _("%(who)s answered what was asked about %(what)s"),
        "problem.claim": _("%(who)s claimed %(what)s with a statement"),
        "problem.measure": _("%(who)s laid down a measure for %(what)s by %(due_on)s"),
        "problem.drop_measure": _("%(who)s dropped a measure for %(what)s"),
        "problem.report": _("%(who)s reported on a measure for %(what)s"),
        "problem.apply": _("%(who)s applied for the closing of %(what)s"),
        "problem.verify": _("%(who)s verified the rectification of %(what)s"),
        "problem.approve": _("%(who)s approved the closing of %(what)s"),
        "problem.send_back": _("%(who)s sent back the closing of %(what)s"),
        "problem.offer": _("%(who)s asked %(to_unit)s to take over %(what)s"),
        "problem.accept": _("%(who)s took over %(what)s"),
        "problem.refuse": _("%(who)s refused to take over %(what)s"),
        "problem.look_back": _("%(who)s looked back at %(what)s: the rectification holds"),
        "problem.reopen": _("%(who)s reopened %(what)s after looking back"),
        "problem.withdraw": _("%(who)s withdrew %(what)s"),
        "problem.unfounded": _("%(who)s declared %(what)s unfounded"),
        "problem.restore": _("%(who)s let the application for closing of %(what)s stand again"),
        "problem.import": _("%(who)s imported problems from the file %(file)s"),
        "problem_term.add": _("%(who)s added “%(name)s” to what problems are sorted by"),
        "problem_term.retire": _("%(who)s put “%(name)s” out of use for problems"),
        "problem_term.restore": _("%(who)s put “%(name)s” into use again for problems"),
        "time_limit.set": _("%(who)s set %(what)s to %(days)s days from %(first_on)s"),
        "time_limit.take_back": _("%(who)s took back the change of %(what)s from %(was_first_on)s"),
    },
    objects=[
        Object(
            "supervision.Problem",
            _("problem"),
            called="{unit__name} · {year}-{number}",
            page="problem",
            unit="unit__path",
        ),
        Object(
            "supervision.Assignment",
            _("problem"),
            called="{unit__name} · {post__title}",
            page="problem",
            page_by="problem_id",
            unit="unit__path",
        ),
        Object("supervision.Term", _("word to sort problems by"), called="{name}"),
        Object("supervision.TimeLimit", _("time limit"), called="{name}"),
    ],
    fields={
        "kind": Field(_("kind"), codes="supervision.problems.terms.Term.Kind"),
        "name": Field(_("name")),
        "days": Field(_("days")),
        "basis": Field(_("basis")),
        "first_on": Field(_("from")),
        "state": Field(_("state"), codes="supervision.problems.states.State"),
        "post": Field(_("post"), of="post"),
        "unit": Field(_("unit"), of="unit"),
        "to_unit": Field(_("unit"), of="unit"),
        "due_on": Field(_("to be done by")),
        "files": Field(_("files")),
        "file": Field(_("file")),
        "rows": Field(_("rows")),
        "sha256": Field(_("SHA-256"), shown="never"),
        "made": Field(_("entered")),
        "changed": Field(_("changed"), shown="never"),
        "ended": Field(_("ended"), shown="never"),
        "unchanged": Field(_("as before")),
    },
    desk_lines=["supervision.problems.lines.problems_on_desk"],
    zero_facts=["supervision.problems.zero.problems_against_nothing"],
    desk_part=DeskPart.OVERSEE,
    card_lines=["supervision.problems.card_lines.lines_from_problems"],
    limit_day="supervision.problems.starter.last_day_or_usual",
    menu=[
        Entry(
            "problem-list",
            _("Problem ledger"),
            _("Problems"),
            "list-check",
            group="unit",
            order=25,
            open_to=_answers,
        ),
        Entry(
            "problem-list",
            _("Problem ledger"),
            _("Problems"),
            "list-check",
            group="supervision",
            order=45,
            open_to=_supervises,
        ),
        Entry(
            "problem-terms",
            _("Words of problems, time limits"),
            pgettext_lazy("problems", "Words"),
            "list-details",
            group="settings",
            order=45,
            open_to=lambda reader: reader.is_office,
        ),
    ],  # fmt: skip
    daily=[
        "supervision.problems.deciding.begin_missing",
        "supervision.problems.assigning.begin_missing",
    ],
    demonstration="supervision.problems.demonstrate.demonstrate",
    starter=["supervision.problems.starter.load_problem_terms"],
)
