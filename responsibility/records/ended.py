"""What can no longer be changed."""


class AlreadyEnded(Exception):
    """The record or its credit was withdrawn, corrected or declined first; fit for a user."""
