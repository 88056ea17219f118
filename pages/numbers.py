"""Ids in addresses and forms: what is no number of the database is none."""

MOST_DIGITS = 18  # a big integer of the database holds every number of so many


def number(text: str | None) -> int | None:
    """The number written `text` in decimal digits; None for anything else."""
    if text and text.isdecimal() and len(text) <= MOST_DIGITS:
        return int(text)
    return None
