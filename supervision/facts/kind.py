"""A person's facts: who looked at them, and suggestions that are answered in time; with a lamp."""

from django.utils.translation import gettext_lazy as _

from alerts.deadlines.kind import HOLDER
from alerts.kinds.category import Category
from alerts.kinds.declared import OPEN, Audience, Entry, Field, Kind, Object, Stage, to
from responsibility.organisation.relations.acts import urged_units

SUGGESTED, ANSWERED = "suggestion_made", "suggestion_answered"  # the second is a cause too


def _looks(reader) -> bool:
    return bool(reader.is_office or urged_units(reader.standing))


def _has_facts(reader) -> bool:
    return bool(reader.standing.own_posts and reader.logs and not _looks(reader))


KIND = Kind(
    code="suggestion",
    stages=[
        Stage(SUGGESTED, _("suggestion to answer"), HOLDER, order=18, news_at=OPEN),
        Stage(ANSWERED, _("suggestion answered"), to(Audience.ASKER), order=121),
    ],
    causes={ANSWERED: _("suggestion answered")},
    category=Category.TASKS,
    acts={
        "suggestion.make": _("made a suggestion"),
        "suggestion.answer": _("answered a suggestion"),
        "facts.read": _("looked at a person's facts"),
    },
    sentences={
        "suggestion.make": _("%(who)s made a suggestion to %(post)s"),
        "suggestion.answer": _("%(who)s answered a suggestion"),
        "facts.read": _("%(who)s looked at the facts of %(what)s"),
    },
    objects=[
        Object("supervision.Suggestion", _("suggestion"), page="suggestion", unit="unit__path"),
    ],
    fields={
        "post": Field(_("post"), of="post"),
        "due_on": Field(_("to be answered by")),
        "purpose": Field(_("purpose"), ground=True),
    },
    menu=[
        Entry(
            "facts-own", _("My facts"), _("My facts"), "user", group="duties", order=90,
            open_to=_has_facts,
        ),
        Entry(
            "facts-people", _("Facts of persons"), _("Persons"), "user", group="supervision",
            order=55, open_to=_looks,
        ),
    ],
    demonstration="supervision.facts.demonstrate.demonstrate",
)  # fmt: skip
