"""The words of the audit log, collected from the rooms (alerts/kinds)."""

from django.utils.translation import gettext as _

from alerts.kinds.category import Category
from alerts.kinds.collected import collected

# Codes that 0.1.0 wrote, and what they are called now: the log is never written anew.
FORMER = {
    "task.ask_extension": "deadline.ask_extension",
    "task.grant_extension": "deadline.grant_extension",
    "task.refuse_extension": "deadline.refuse_extension",
    "task.exempt": "deadline.exempt",
    "task.lift_exemption": "deadline.lift_exemption",
    "account.change": "person.change",
    "account.password": "person.reset_password",
}


def act_now(action: str) -> str:
    """The code of an act as the rooms declare it today."""
    return FORMER.get(action, action)


def act_in_words(action: str) -> str:
    """What was done, in words; the code itself where no room knows it."""
    return str(collected().acts.get(act_now(action), action))


def sentence_of(action: str) -> str:
    """The sentence of an act, with places for what it names."""
    return str(collected().sentences.get(act_now(action)) or _("%(who)s %(act)s: %(what)s"))


def category_of(action: str) -> str:
    """What an act is about, in words; "" where no room knows it."""
    category = collected().categories.get(act_now(action))
    return str(category.label) if category else ""


def actions_of(category: Category) -> list[str]:
    """The codes of the acts of a category, as they were and are written."""
    known = collected().categories
    former = [code for code, now in FORMER.items() if known.get(now) == category]
    return [act for act, act_category in known.items() if act_category == category] + former


def act_choices() -> list[tuple[str, str]]:
    """The acts in the order of their categories."""
    order, known = list(Category), collected().categories
    acts = sorted(known, key=lambda act: order.index(known[act]))
    return [
        (act, _("%(category)s: %(act)s") % {"category": known[act].label, "act": act_in_words(act)})
        for act in acts
    ]


def object_in_words(code: str) -> str:
    """What it was done to."""
    what = collected().objects.get(code)
    return str(what.word) if what else code


def object_choices() -> list[tuple[str, str]]:
    return [(code, str(what.word)) for code, what in collected().objects.items()]
