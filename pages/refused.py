"""The one way in which a rule says no."""

from collections.abc import Mapping, Sequence
from typing import Self


class Refused(Exception):
    """A rule said no and nothing was written.

    The text is fit to show to a user: what is wrong, and what to do. `field` names the form's
    field it belongs to; empty for the form as a whole. `errors` holds all sentences by field,
    where there are several.
    """

    def __init__(self, text: str, *, field: str = ""):
        super().__init__(str(text))
        self.field = field
        self.errors: dict[str, list[str]] = {field: [str(text)]}

    @classmethod
    def because(cls, errors: Mapping[str, Sequence[str]]) -> Self:
        """A refusal with several sentences: `errors` maps fields to at least one sentence each."""
        refusal = cls(" ".join(str(text) for texts in errors.values() for text in texts))
        refusal.errors = {field: [str(text) for text in texts] for field, texts in errors.items()}
        return refusal
