"""Why a file is refused."""

from django.utils.translation import gettext as _


class Unfit(Exception):
    """What is wrong with a content, by a word of `reason`; `store` tells it with the name."""

    def __init__(self, reason: str, **details: str):
        self.reason, self.details = reason, details
        super().__init__(reason)


def sentence(reason: str, *, name: str, **details: str) -> str:
    """The sentence for a user: which file, what is wrong, what to do.

    Raises:
        KeyError: an unknown reason.
    """
    sentences = {
        "too_large": _(
            "“%(name)s” has %(size)s and was not uploaded. Send photos or a PDF instead."
        ),
        "empty": _("“%(name)s” is empty and was not uploaded."),
        "other_picture": _(
            "“%(name)s” is a %(format)s picture and was not uploaded. Save it as JPEG and send it."
        ),
        "unknown": _(
            "“%(name)s” is neither a photo, a PDF nor an Office document and was not uploaded. "
            "Send photos or a PDF instead."
        ),
        "damaged": _("“%(name)s” is damaged and was not uploaded. Save it anew and send it again."),
        "too_many_pixels": _(
            "“%(name)s” has too many pixels and was not uploaded. Send a smaller picture."
        ),
        "macros": _(
            "“%(name)s” contains macros and was not uploaded. Save it without them, or as PDF."
        ),
        "password": _(
            "“%(name)s” is protected by a password and was not uploaded. Save it without one."
        ),
        "unpacks_too_large": _(
            "“%(name)s” unpacks to more than is allowed and was not uploaded. Save it as PDF."
        ),
        "too_many_for_a_record": _(
            "“%(name)s” was not uploaded: a record takes up to %(most)s files."
        ),
        "too_many_waiting": _(
            "“%(name)s” was not uploaded: %(count)s of your files wait for a record already. "
            "Lodge it, or remove some of them."
        ),
    }
    return sentences[reason] % {"name": name, **details}
