"""The words of the audit log, collected from the rooms (alerts/kinds)."""

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


def object_in_words(code: str) -> str:
    """What it was done to."""
    what = collected().objects.get(code)
    return str(what.word) if what else code


def object_choices() -> list[tuple[str, str]]:
    return [(code, str(what.word)) for code, what in collected().objects.items()]
