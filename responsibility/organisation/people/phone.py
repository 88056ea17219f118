"""Phone numbers, kept in E.164."""

import re

from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pages.refused import Refused

E164 = r"^\+[1-9]\d{6,14}$"
phone_number = RegexValidator(
    E164, gettext_lazy("Write the number with its country code, such as +8613800000000.")
)
MOBILE = re.compile(r"1[3-9]\d{9}")


def normal_phone(typed: str) -> str:
    """`typed` in E.164; "" stays "". Eleven digits are a mobile number of the mainland.

    Raises Refused for anything else than those or a number with its country code.
    """
    number = re.sub(r"[\s().\-]", "", typed)
    number = re.sub(r"^(00|\+)", "+", number)
    if not number:
        return ""
    if MOBILE.fullmatch(number):
        return f"+86{number}"
    if re.match(E164, number) and (not number.startswith("+86") or MOBILE.fullmatch(number[3:])):
        return number
    raise Refused(
        _(
            "This is no mobile number. Write its 11 digits, or a number abroad with its country "
            "code, such as +85290000000."
        ),
        field="phone",
    )
