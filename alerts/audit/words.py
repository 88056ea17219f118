"""The words of the audit log, collected from the rooms (alerts/kinds)."""

from alerts.kinds.collected import collected


def act_in_words(action: str) -> str:
    """What was done, in words; the code itself where no room knows it."""
    return str(collected().acts.get(action, action))


def object_in_words(code: str) -> str:
    """What it was done to."""
    what = collected().objects.get(code)
    return str(what.word) if what else code


def object_choices() -> list[tuple[str, str]]:
    return [(code, str(what.word)) for code, what in collected().objects.items()]
