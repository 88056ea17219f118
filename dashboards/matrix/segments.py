"""The board's segments: one for each kind of bearer of responsibility."""

from typing import NamedTuple

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from responsibility.organisation.posts.models import RoleKind


class Segment(NamedTuple):
    """`roles` are codes of role kinds; without any it holds what no other segment does."""

    code: str
    name: Promise
    roles: tuple[str, ...] = ()

    @property
    def tasks(self) -> Q:
        """The tasks in it."""
        return self.rows("role_kind")

    def rows(self, role_path: str) -> Q:
        """The rows in it of a kind whose kind of bearer stands at `role_path`."""
        if self is ALL:
            return Q()
        if self is OTHERS:
            return ~Q(**{f"{role_path}__code__in": SEGMENT_OF})
        return Q(**{f"{role_path}__code__in": self.roles})


SEGMENTS = [
    Segment("committee", _("Party committees"), (RoleKind.PARTY_COMMITTEE,)),
    Segment("principal", _("Principal officers"), (RoleKind.PRINCIPAL_OFFICER,)),
    Segment("team", _("Team members"), (RoleKind.TEAM_MEMBER,)),
    Segment(
        "discipline",
        _("Discipline bodies"),
        (RoleKind.STATIONED_GROUP, RoleKind.TOWNSHIP_COMMISSION),
    ),
]
OTHERS = Segment("others", _("Others"))
ALL = Segment("all", _("All posts"))
SEGMENT_OF = {role: segment.code for segment in SEGMENTS for role in segment.roles}
BY_CODE = {segment.code: segment for segment in [*SEGMENTS, OTHERS, ALL]}


def segment_of(role_code: str) -> str:
    """The code of the segment in which tasks of a role kind are counted."""
    return SEGMENT_OF.get(role_code, OTHERS.code)
