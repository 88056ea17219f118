"""Whose desk the workbook changes, counted for whoever decides on it."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pages.rows_in.sheet import Consequence
from responsibility.tasks.people_in.effects import Effects, listed


class OrganisationEffects(Effects):
    """Besides people and appointments: units, posts, members, charges and supervision."""

    def __init__(self, *, now: datetime):
        super().__init__(now=now)
        self.founded = self.opened = self.joined = self.charged = self.linked = self.exempt = 0
        self.reorganised: list[str] = []
        self.closed_units: list[str] = []
        self.closed_posts: list[str] = []
        self.left: list[str] = []
        self.uncharged: list[str] = []
        self.unlinked: list[str] = []

    def consequences(self) -> list[Consequence]:
        """People first, then what the organisation is."""
        told = [
            Consequence(_("Who belongs or clerks from now on"), self.joined,
                        _("The posts' tasks stand on their desks.")),
            Consequence(_("Who leaves"), len(self.left), self._until(self.left)),
            Consequence(_("New responsibilities"), self.charged,
                        _("Leaders see the lamps of these units; tasks stay as they are.")),
            Consequence(_("Responsibilities that end"), len(self.uncharged),
                        self._until(self.uncharged)),
            Consequence(_("New supervision"), self.linked,
                        _("The bodies see the lamps of these units and may remind them.")),
            Consequence(_("Supervision that ends"), len(self.unlinked),
                        self._until(self.unlinked)),
            Consequence(_("Units and posts that close"),
                        len(self.closed_units) + len(self.closed_posts), self._closed()),
            Consequence(_("Units renamed or moved"), len(self.reorganised),
                        listed(self.reorganised)),
            Consequence(_("New units"), self.founded,
                        _("They stand in the tree; what was before is not changed.")),
            Consequence(_("New posts"), self.opened,
                        _("Once somebody is in them they owe what is published for their role.")),
        ]  # fmt: skip
        return [*super().consequences(), *(one for one in told if one.count)]

    def _until(self, names: list[str]) -> str:
        return _("%(names)s: until the last day written.") % {"names": listed(names)}

    def _closed(self) -> str:
        said = _("%(names)s: who is there leaves, names and lamps stay readable.") % {
            "names": listed([*self.closed_units, *self.closed_posts])
        }
        if not self.exempt:
            return said
        exempt = ngettext(
            "%(count)d open task becomes exempt.", "%(count)d open tasks become exempt.",
            self.exempt,
        ) % {"count": self.exempt}  # fmt: skip
        return f"{said} {exempt}"
