"""What an import of people changes, counted for whoever decides on it."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pages.days import day_of
from pages.rows_in.sheet import Consequence, Done, Row
from responsibility.organisation.people.models import User
from responsibility.tasks.people_in.appointing import Given

MOST_NAMED = 20


class Effects:
    """Collects row by row; a row that was refused adds nothing."""

    def __init__(self, *, now: datetime):
        self.today = day_of(now)
        self.new_accounts: list[int] = []
        self.appointed = self.gone_by = self.tasks = self.numbers = self.other_basis = 0
        self.ended: list[str] = []
        self.renamed: list[str] = []
        self.without_number: set[int] = set()
        self.before: dict[int, tuple[str, str]] = {}

    def changing(self, account: User) -> None:
        """Note what an account was before the row changed it."""
        self.before[account.pk] = (account.name, account.phone)

    def add(self, row: Row, account: User, became: Done, given: Given | None) -> None:
        """Note one row that was carried out."""
        if became == Done.MADE:
            self.new_accounts.append(account.pk)
        elif became == Done.CHANGED:
            name, phone = self.before[account.pk]
            if name != account.name:
                self.renamed.append(f"{name} → {account.name}")
            self.numbers += phone != account.phone
        if not account.phone:
            self.without_number.add(account.pk)
        if given:
            self.appointed += given.made
            self.gone_by += given.made and row.first_on < self.today
            self.tasks += given.tasks
            self.ended += given.ended
            self.other_basis += given.other_basis

    def consequences(self) -> list[Consequence]:
        """Those that there are, the gravest first."""
        told = [
            Consequence(
                _("New accounts"),
                len(self.new_accounts),
                _("First passwords are handed out after the import."),
            ),
            Consequence(_("New appointments"), self.appointed, self._with_tasks()),
            Consequence(
                _("First days gone by"),
                self.gone_by,
                _("Rights begin now. What was logged, lamps and reminders of those days stay as "
                  "they are."),
            ),
            Consequence(
                _("Appointments that end"),
                len(self.ended),
                _("%(names)s: until the day before. What is overdue stays with them.")
                % {"names": listed(self.ended)},
            ),
            Consequence(_("Names changed"), len(self.renamed), listed(self.renamed)),
            Consequence(
                _("Numbers changed"), self.numbers, _("Later texts go to the new number.")
            ),
        ]  # fmt: skip
        return [consequence for consequence in told if consequence.count]

    def _with_tasks(self) -> str:
        if not self.tasks:
            return _("The running tasks of the posts stand on their desks at once.")
        return ngettext(
            "%(count)d task comes with them.", "%(count)d tasks come with them.", self.tasks
        ) % {"count": self.tasks}

    def remarks(self, *, namesakes: list[str]) -> list[str]:
        """What hinders nothing."""
        remarks = []
        if count := len(self.without_number):
            remarks.append(
                ngettext(
                    "%(count)d person without a mobile number gets no texts.",
                    "%(count)d people without a mobile number get no texts.",
                    count,
                )
                % {"count": count}
            )
        if namesakes:
            remarks.append(
                _("People of one name, told apart by staff number: %(names)s.")
                % {"names": listed(namesakes)}
            )
        if self.other_basis:
            remarks.append(
                ngettext(
                    "%(count)d appointment has another document number here; it stays as entered.",
                    "%(count)d appointments have other document numbers here; they stay as "
                    "entered.",
                    self.other_basis,
                )
                % {"count": self.other_basis}
            )
        return remarks


def listed(names: list[str]) -> str:
    """The first of `names`, and that there are more."""
    more = ["…"] * (len(names) > MOST_NAMED)
    return ", ".join([*names[:MOST_NAMED], *more])
