"""What is decided on, by the column that names it: its words, and the page where it is decided."""

from collections.abc import Mapping
from typing import NamedTuple

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Decided(NamedTuple):
    """`page` is the URL name of the page `of_one`, or of all of them."""

    word: str | Promise
    titled: str | Promise
    page: str
    of_one: bool = True

    def address(self, pk: int) -> str:
        return reverse(self.page, args=[pk] if self.of_one else [])


MATTERS: Mapping[str, Decided] = {
    "extension": Decided(
        _("Request for an extension"), _("Request for an extension: %(what)s"), "extension"
    ),
    "demand": Decided(_("Answer"), _("Answer to a demand: %(what)s"), "demand"),
    "transfer": Decided(
        _("Problem passed on"), _("Problem passed on: %(what)s"), "problem"
    ),
    "draft": Decided(
        pgettext_lazy("to be decided", "Drafted demand"), _("Drafted demand: %(what)s"),
        "demand-draft",
    ),
    "proposal": Decided(
        pgettext_lazy("to be decided", "Individual item"), _("Individual item: %(what)s"),
        "proposal",
    ),
    "version": Decided(
        _("Version of a list"), _("Version of a list: %(what)s"), "list-edit"
    ),
    "power": Decided(_("Change of powers"), _("Change of powers: %(what)s"), "powers", False),
    "reset": Decided(
        _("Reset of a second factor"), _("Reset of a second factor: %(what)s"),
        "factor-resets", False,
    ),
    "plan": Decided(_("Issue of a work plan"), _("Issue of a work plan: %(what)s"), "plan"),
    "cards": Decided(
        _("Approval of reminder cards"), _("Approval of reminder cards: %(what)s"), "card-issue"
    ),
}  # fmt: skip
# What only its office, body and who waits may read of by name: it is nobody else's yet.
CLOSED = ["draft", "power", "reset", "cards", "plan"]


def titled(column: str, subject: str) -> str:
    return str(MATTERS[column].titled) % {"what": subject}
