"""Phone numbers, kept in E.164."""

import re

from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pages.clean import identifier
from pages.refused import Refused

E164 = r"^\+[1-9]\d{6,14}$"
phone_number = RegexValidator(
    E164, gettext_lazy("Write the number with its country code, such as +8613800000000.")
)
ABROAD = re.compile(r"\+(?!86)[1-9][0-9]{6,14}")
MOBILE = re.compile(r"(?:\+?86)?(1[3-9][0-9]{9})")


def normal_phone(typed: str) -> str:
    """`typed` in E.164; "" stays "". Eleven digits are a mobile number of the mainland, also after
    86 without a plus; marks of direction and full-width digits, as cards of contacts bring them,
    are as good as none and as plain ones.

    Raises Refused for anything else than those or a number with its country code.
    """
    number = re.sub(r"[\s().\-\u2010-\u2015]", "", identifier(typed))
    number = re.sub(r"^(00|\+)", "+", number)
    if not number:
        return ""
    if mainland := MOBILE.fullmatch(number):
        return f"+86{mainland[1]}"
    if ABROAD.fullmatch(number):
        return number
    raise Refused(
        _(
            "This is no mobile number. Write its 11 digits, or a number abroad with its country "
            "code, such as +85290000000."
        ),
        field="phone",
    )
