"""The board's segments: one for each kind of bearer of responsibility."""

from typing import NamedTuple

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from responsibility.organisation.posts.models import RoleKind


class Segment(NamedTuple):
    """`code` is what role kinds say of themselves (`RoleKind.Segment`); "all" stands for all."""

    code: str
    name: Promise

    @property
    def tasks(self) -> Q:
        """The tasks in it."""
        return self.rows("role_kind")

    def rows(self, role_path: str) -> Q:
        """The rows in it of a kind whose kind of bearer stands at `role_path`."""
        return Q() if self is ALL else Q(**{f"{role_path}__segment": self.code})


SEGMENTS = [Segment(segment.value, segment.label) for segment in RoleKind.Segment]
ALL = Segment("all", _("All posts"))
BY_CODE = {segment.code: segment for segment in [*SEGMENTS, ALL]}
