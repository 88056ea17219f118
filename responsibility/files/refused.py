"""Why a file is refused."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "too_large": _(
        "“%(name)s” has %(size)s, more than the %(most)s allowed, and was not uploaded. "
        "Send photos or a PDF instead."
    ),
    "empty": _("“%(name)s” is empty and was not uploaded."),
    "other_picture": _(
        "“%(name)s” is a %(format)s picture and was not uploaded. Save it as JPEG and send it."
    ),
    "unknown": _(
        "“%(name)s” is neither a photo, a PDF nor a document of Office, WPS, OFD or ODF and was "
        "not uploaded. "
        "Send photos or a PDF instead."
    ),
    "damaged": _("“%(name)s” is damaged and was not uploaded. Save it anew and send it again."),
    "too_many_pixels": _(
        "“%(name)s” has more than the %(most)s million pixels allowed and was not uploaded. "
        "Send a smaller picture."
    ),
    "macros": _(
        "“%(name)s” contains macros and was not uploaded. Save it without them, or as PDF."
    ),
    "password": _(
        "“%(name)s” is protected by a password and was not uploaded. Save it without one."
    ),
    "unpacks_too_large": _(
        "“%(name)s” unpacks to more than the %(most)s allowed and was not uploaded. Save it as PDF."
    ),
    "too_many_parts": _(
        "“%(name)s” has more than the %(most)s parts allowed and was not uploaded. Save it as PDF."
    ),
    "takes_too_much": _(
        "“%(name)s” takes too long to check and was not uploaded. Save it anew and send it again."
    ),
    "not_checked": _(
        "“%(name)s” was not uploaded, because another file took too long. Send it again alone."
    ),
    "too_many_at_once": _("“%(name)s” was not uploaded: send up to %(most)s files at a time."),
    "no_room": _(
        "“%(name)s” was not uploaded: the server has no room left. Tell the administrator."
    ),
    "too_many_for_a_record": _("“%(name)s” was not uploaded: a record takes up to %(most)s files."),
    "too_many_waiting": _(
        "“%(name)s” was not uploaded: %(count)s of your files wait for a record already. "
        "Lodge it, or remove some of them."
    ),
}


def sentence(reason: str, *, name: str, **details: str) -> str:
    """The sentence for a user: which file, what is wrong, what to do.

    Raises:
        KeyError: an unknown reason.
    """
    return SENTENCES[reason] % {"name": name, **details}
