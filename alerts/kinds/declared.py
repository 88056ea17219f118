"""What a room declares in its `kind.py`: everything that others need to know of its matter.

A `kind.py` imports nothing of its own room: what is to be called is named by its dotted path, so
that the room's own modules may import the codes. alerts/kinds/collected.py reads them all.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal

from django.utils.functional import Promise

from alerts.kinds.category import Category
from pages.frame.places import OwnPage, Place
from pages.lamp import Lamp

OPEN = frozenset({Lamp.UNLIT, Lamp.YELLOW, Lamp.RED})
YELLOW, RED = frozenset({Lamp.YELLOW}), frozenset({Lamp.RED})
BEFORE_RED = YELLOW | {Lamp.UNLIT}


class Audience(StrEnum):
    """Who hears of a stage, as seen from the matter."""

    HOLDER = "holder"  # who holds the post, logs for it, or heads it
    SELF = "self"  # the same without clerks
    STAND_IN = "stand_in"  # who answers for it while nobody holds or heads the post
    PRINCIPAL = "principal"  # the principal officer of the unit
    IN_CHARGE = "in_charge"  # the leader in charge of the unit, by Charge
    SUPERVISOR = "supervisor"  # in the supervising body, by SupervisionLink: head, grant to remind
    DECIDER = "decider"  # who decides when more time is asked for
    ASKER = "asker"  # who asked for it: demanded an answer
    NAMED = "named"  # whom the act names


class DeskPart(StrEnum):
    """The three parts of the desk, in their order."""

    DO = "do"  # 履责: what the own posts owe
    OVERSEE = "oversee"  # 督责: what of others waits for the person
    KNOW = "know"  # 明责: what the own list is


@dataclass(frozen=True)
class Stage:
    """Why somebody must be told: to whom, when, how urgently, and for how long it is news.

    `order` is its place among the parts of one message, the smallest first; its words stand under
    its code in the `words.toml` beside the `kind.py`. `days` before the deadline (negative) or
    after the lamp turned red; `working` counts working days. `every` so many days it is said
    again, at most `most` times. An `urgent` stage does not wait for the day's one text nor for a
    working day. Of an `optional` one a person may do without the text; a `private` one people set
    for themselves, so it proves no notice; `despite_quota` goes on when the month's texts are used
    up. `lacking` says how many are still missing of one task. A
    later stage of one matter stands for those in `instead_of`.

    It is still true at the lamps `news_at` (None: whatever the lamp); `of_revision`: until the
    deadline is moved. `still_true` names a function `(ids, *, kind, at)` that answers of which of
    the matters `ids` of that `kind` it is still true. A message says how many matters it is about;
    `counted` names a function `(reminders, *, at)` that answers by a reminder's id what is counted
    instead.
    """

    code: str
    label: Promise
    to: frozenset[Audience]
    order: int
    days: int = 0
    working: bool = False
    every: int = 0
    most: int = 1
    urgent: bool = False
    optional: bool = False
    private: bool = False
    despite_quota: bool = False
    lacking: bool = False
    instead_of: frozenset[str] = frozenset()
    news_at: frozenset[Lamp] | None = None
    of_revision: bool = False
    still_true: str = ""
    counted: str = ""


def to(*audiences: Audience) -> frozenset[Audience]:
    return frozenset(audiences)


@dataclass(frozen=True)
class Object:
    """What an act can be done to: `model` as "app.Model" (or a code alone, of what has no table),
    `word` what such a thing is.

    `called` says what one of them is, without any content, from its columns: "{unit__name} ·
    {title}"; where it is empty the number must do. `page` is the URL name of the page of one,
    which takes its column `page_by`; who finds the row by the queryset's `seen_by` may open it.
    """

    model: str
    word: Promise
    called: str = ""
    page: str = ""
    page_by: str = "pk"
    seen_by: str = "visible_to"
    unit: str = ""
    person: str = ""
    dated: str = ""

    @property
    def code(self) -> str:
        """As the audit notes it."""
        return self.model.rpartition(".")[2].lower()


@dataclass(frozen=True)
class Field:
    """What a value noted with an act is called.

    Its values are ids of the objects whose code is `of`, or codes whose words are at the dotted
    path `codes`: a mapping, a TextChoices, a function giving choices; else they speak for
    themselves. Of a list of ids it may be enough to `count` them. A `ground` says why, and stands
    below the sentence. `none` is the word for no value. It is `shown` beside the sentence of its
    act always; only where it is "true", or was "changed"; or "never", as the act says it already.
    """

    word: Promise
    of: str = ""
    codes: str = ""
    ground: bool = False
    count: bool = False
    none: str | Promise = "—"
    shown: Literal["always", "true", "changed", "never"] = "always"


@dataclass(frozen=True)
class Entry:
    """A line of the menu: `name` is the page's URL name, `short` its word in the tab bar.

    It stands in `group` (config/menu.py) at the place `order`, and in the phone's tab bar at the
    place `tab` if there is room; `raised`: the one tab that stands out, in its middle. `open_to`
    is a pure function of the reader (config/reader.py); `waiting` names what there waits for the
    person, to be counted (pages/waiting.py).
    """

    name: str
    label: Promise
    short: Promise
    icon: str
    group: str
    order: int
    open_to: Callable[[Any], bool]
    tab: int = 0
    raised: bool = False
    waiting: str = ""


@dataclass(frozen=True)
class Kind:
    """One room's matter. `code` is that of its reminders and ledger, where it has such.

    `stages` and `causes` (of a turn of a lamp); `acts` by their code in the audit, the `objects`
    they are done to and the `fields` noted with them; `asks_password`: the acts before which a
    person enters the password once more. All acts are of one `category`; those in `by_command` are
    done on the machine itself. An act has its words, and where these before the name of its object
    make no sentence, one of its own in `sentences`: it names "%(who)s", "%(what)s", and by their
    names the values noted, "%(was_title)s" the one before.

    By dotted path: `desk_lines(user, now)`, which stand on the `desk_part` of the desk,
    `task_lines(task, user, now)` and `record_lines(record, user, now)` (pages/line.py);
    `desk_overseen(user, now)`, whose duties the person has before the eyes (pages/overseen.py);
    `owed_acts(owed, user, now)`, ways from the "why this lamp" of anything owed (pages/line.py);
    `decision_asked(about, now)` and `decision_ended(about, by, now, taken_back)`, what comes with
    asking for a decision on a row, and with its decision or the asking being taken back;
    `extension_day(deadline, now)`, by which day a request for time is decided: one room says it;
    `extension_barred(deadline, now)`, why none is asked for any more, "" where one may be: one room
    says it;
    `card_lines(unit_ids, user, now)`, lines for the cards of units' people (cards/ideas.py);
    `zero_facts(tasks, user, now)`, by a task's id what speaks against a report of nothing, as far
    as the person may see it, as lines;
    `limit_day(code, county_id, on, unit_id)`, the last day of one of the county's time limits: one
    room has them;
    `appointed(post_id, now)`, what comes with the act of appointment;
    `appointment_corrected(appointment, by, now)`, what goes when it is taken back and comes when it
    is restored; `leaving(leaving)`, what changes where somebody leaves a post; `daily(now)`, done
    once a day; `put_off(now)`, done at each sweep: what was put off to an instant; and
    `demonstration(trial)`, its part in a county to try (alerts/kinds/trial.py). `own_pages` stand
    under everybody's account; `frame` gives the URL names behind places of the frame, each of which
    one room has (pages/frame/places.py). `remind_at` is the
    URL name at which the ticked tasks (`task`) are reminded of by hand; one room has it.
    """

    code: str
    stages: Sequence[Stage] = ()
    causes: Mapping[str, Promise] = field(default_factory=dict)
    acts: Mapping[str, Promise] = field(default_factory=dict)
    category: Category | None = None
    sentences: Mapping[str, Promise] = field(default_factory=dict)
    by_command: frozenset[str] = frozenset()
    objects: Sequence[Object] = ()
    fields: Mapping[str, Field] = field(default_factory=dict)
    asks_password: Sequence[str] = ()
    desk_lines: Sequence[str] = ()
    desk_part: DeskPart = DeskPart.DO
    desk_overseen: Sequence[str] = ()
    task_lines: Sequence[str] = ()
    record_lines: Sequence[str] = ()
    owed_acts: Sequence[str] = ()
    decision_asked: Sequence[str] = ()
    decision_ended: Sequence[str] = ()
    card_lines: Sequence[str] = ()
    zero_facts: Sequence[str] = ()
    extension_day: str = ""
    extension_barred: str = ""
    limit_day: str = ""
    appointed: Sequence[str] = ()
    appointment_corrected: Sequence[str] = ()
    leaving: Sequence[str] = ()
    daily: Sequence[str] = ()
    starter: Sequence[str] = ()
    put_off: Sequence[str] = ()
    menu: Sequence[Entry] = ()
    own_pages: Sequence[OwnPage] = ()
    frame: Mapping[Place, str] = field(default_factory=dict)
    demonstration: str = ""
    remind_at: str = ""
