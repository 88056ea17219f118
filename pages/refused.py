"""What a rule says no to."""


class Refused(Exception):
    """A rule said no. The text is fit to show to a user: what is wrong, and what to do.

    `field` names the form's field the sentence belongs to; empty for the form as a whole.
    """

    field: str = ""

    def __init__(self, text: str, *, field: str = ""):
        super().__init__(text)
        if field:
            self.field = field
