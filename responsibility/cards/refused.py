"""What the rules of reminder cards say no to."""

from pages.refused import Refused


class CardsRefused(Refused):
    """Nothing was written; the text is fit for a user. `field` is the field it belongs to."""

    def __init__(self, text: str, *, field: str = ""):
        super().__init__(text)
        self.field = field
