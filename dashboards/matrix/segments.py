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
        return Q() if self is ALL else Q(role_kind__segment=self.code)


SEGMENTS = [Segment(segment.value, segment.label) for segment in RoleKind.Segment]
ALL = Segment("all", _("All posts"))
BY_CODE = {segment.code: segment for segment in [*SEGMENTS, ALL]}
