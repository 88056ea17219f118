"""Talks (谈话): planned, held, signed, followed up, closed; and prompts for one (待约谈)."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alerts.kinds.category import Category
from alerts.kinds.declared import OPEN, Audience, DeskPart, Entry, Field, Kind, Object, Stage, to
from responsibility.organisation.relations.acts import urged_units

PLANNED, PUT_OFF, HELD, SIGNED = "talk_planned", "talk_put_off", "talk_held", "talk_signed"
REQUIRED, REPLIED, SENT_BACK = "talk_required", "talk_replied", "talk_sent_back"
DECIDED, DECIDED_AGAIN, ENDED = "talk_decided", "talk_decided_again", "talk_ended"  # causes
VERIFIED, LOOKED_BACK = "talk_verified", "talk_looked_back"  # causes; HELD, REPLIED, SENT_BACK too


def _talks(reader) -> bool:
    """Who supervises units, and the commission office."""
    return bool(reader.is_office or urged_units(reader.standing))


def _takes_part(reader) -> bool:
    """Who leads a unit or is talked to, and does not supervise."""
    return bool((reader.owes or reader.heads) and not _talks(reader))


def _entry(group: str, order: int, open_to) -> Entry:
    return Entry(
        "talk-list", _("Talks"), pgettext_lazy("tab", "Talks"), "message", group=group, order=order,
        open_to=open_to,
    )  # fmt: skip


KIND = Kind(
    code="talk",
    stages=[
        Stage(PLANNED, _("talk planned"), to(Audience.NAMED), order=65, news_at=OPEN),
        Stage(PUT_OFF, _("talk put off"), to(Audience.NAMED), order=61, news_at=OPEN),
        Stage(HELD, _("record of a talk to sign"), to(Audience.NAMED), order=62),
        Stage(SIGNED, _("record of a talk signed"), to(Audience.NAMED), order=151),
        Stage(REQUIRED, _("required in a talk"), to(Audience.NAMED), order=63, news_at=OPEN),
        Stage(REPLIED, _("requirement reported on"), to(Audience.NAMED), order=152),
        Stage(SENT_BACK, _("report on a requirement sent back"), to(Audience.NAMED), order=64),
    ],
    causes={
        HELD: pgettext_lazy("talk", "talked"),
        REPLIED: _("requirement reported on"),
        SENT_BACK: _("report on a requirement sent back"),
        VERIFIED: _("requirement verified"),
        DECIDED: _("decided about a talk"),
        DECIDED_AGAIN: _("to be decided again"),
        LOOKED_BACK: pgettext_lazy("talk", "looked back"),
        ENDED: _("not awaited any more"),
    },
    category=Category.TASKS,
    acts={
        "talk.plan": _("planned a talk"),
        "talk.brief": _("opened the brief of a talk"),
        "talk.put_off": _("put a talk off"),
        "talk.hold": _("held a talk"),
        "talk.cancel": _("cancelled a talk"),
        "talk.sign": _("signed the record of a talk"),
        "talk.refusal": _("noted that a signature was refused"),
        "talk.require": _("required something in a talk"),
        "talk.drop": _("dropped a requirement of a talk"),
        "talk.reply": _("reported on a requirement of a talk"),
        "talk.accept": _("found a requirement of a talk met"),
        "talk.send_back": _("sent a report on a requirement back"),
        "talk.enter": _("entered what was brought up in a talk as a problem"),
        "talk.close": _("closed a talk"),
        "talk.reopen": _("took a talk up again"),
        "talk.look_back": _("looked back at a talk"),
        "talk.read": _("read the record of a talk"),
        "talk_grant.give": _("let somebody read the record of a talk"),
        "talk_grant.end": _("ended a grant to read a talk"),
        "talk_prompt.open": _("put somebody on the list for a talk"),
        "talk_prompt.decide": _("decided about a talk"),
        "talk_prompt.reopen": _("put a prompt for a talk back on the list"),
    },
    sentences={
        "talk.plan": _("%(who)s planned the talk %(what)s for %(due_on)s"),
        "talk.brief": _("%(who)s opened the brief of the talk %(what)s"),
        "talk.put_off": _("%(who)s put the talk %(what)s off to %(due_on)s"),
        "talk.hold": _("%(who)s held the talk %(what)s"),
        "talk.cancel": _("%(who)s cancelled the talk %(what)s"),
        "talk.sign": _("%(who)s signed the record of the talk %(what)s"),
        "talk.refusal": _("%(who)s noted in the talk %(what)s that %(person)s refused to sign"),
        "talk.require": _("%(who)s required something in the talk %(what)s, due %(due_on)s"),
        "talk.drop": _("%(who)s dropped a requirement of the talk %(what)s"),
        "talk.reply": _("%(who)s reported on a requirement of the talk %(what)s"),
        "talk.accept": _("%(who)s found a requirement of the talk %(what)s met"),
        "talk.send_back": _("%(who)s sent a report on a requirement of the talk %(what)s back"),
        "talk.enter": _("%(who)s entered what was brought up in the talk %(what)s: %(problem)s"),
        "talk.close": _("%(who)s closed the talk %(what)s"),
        "talk.reopen": _("%(who)s took the talk %(what)s up again"),
        "talk.look_back": _("%(who)s looked back at the talk %(what)s"),
        "talk.read": _("%(who)s read the record of the talk %(what)s by a grant"),
        "talk_grant.give": _("%(who)s let %(user)s read the talk %(what)s until %(last_on)s"),
        "talk_grant.end": _("%(who)s ended a grant to read the talk %(what)s"),
        "talk_prompt.open": _("The platform put %(what)s on the list for a talk"),
        "talk_prompt.decide": _("%(who)s decided about a talk with %(what)s: %(outcome)s"),
        "talk_prompt.reopen": _("%(who)s put %(what)s back on the list for a talk"),
    },
    objects=[
        Object(
            "supervision.Talk", _("talk"), called="{unit__name} · {year}-{number}", page="talk",
            unit="unit__path",
        ),
        Object("supervision.TalkDuty", _("talk"), unit="unit__path"),
        Object(
            "supervision.TalkPrompt", _("prompt for a talk"), called="{user__name}",
            page="talk-prompt", unit="unit__path",
        ),
    ],
    fields={
        "state": Field(_("state"), codes="supervision.talks.states.State"),
        "due_on": Field(_("to be done by")),
        "tasks": Field(_("tasks"), of="task", count=True),
        "person": Field(_("person"), of="user"),
        "user": Field(_("person"), of="user"),
        "disagrees": Field(_("disagrees"), shown="true"),
        "last_on": Field(_("until")),
        "basis": Field(_("basis"), ground=True),
        "purpose": Field(_("purpose"), ground=True),
        "outcome": Field(_("outcome"), codes="supervision.talks.prompts.models.Outcome"),
        "talk": Field(_("talk"), of="talk"),
        "problem": Field(_("problem"), of="problem"),
        "reason": Field(_("reason"), ground=True),
    },
    desk_lines=["supervision.talks.lines.talks_on_desk"],
    desk_part=DeskPart.OVERSEE,
    daily=["supervision.talks.prompts.open.open_prompts"],
    menu=[
        _entry("unit", 28, _takes_part),
        _entry("supervision", 47, _talks),
        Entry(
            "talk-prompts", _("Prompts for talks"), _("Prompts"), "clock", group="supervision",
            order=46, open_to=_talks,
        ),
    ],
    starter=["supervision.talks.starter.load_talk_terms"],
    demonstration="supervision.talks.demonstrate.demonstrate",
)  # fmt: skip
