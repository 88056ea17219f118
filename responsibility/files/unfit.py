"""What is wrong with a content. Knows nothing of Django: the decoder's process starts often."""


class Unfit(Exception):
    """What is wrong with a content, by a word of `reason`; `store` tells it with the name."""

    def __init__(self, reason: str, **details: str):
        self.reason, self.details = reason, details
        super().__init__(reason)
