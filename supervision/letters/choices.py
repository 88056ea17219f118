"""What one may choose from, and what lists of letters show beside their rows."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from pages.lamp import Lamp
from responsibility.organisation.posts.models import Post
from responsibility.organisation.relations.offices import office_post
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit
from supervision.letters.kinds import LetterKind
from supervision.letters.models import Letter
from supervision.letters.owed import LetterDuty
from supervision.letters.states import Purpose
from supervision.problems.choices import units_entered_by
from supervision.problems.rights import post_over

OWN = ("own", _("the own body"))
COMMISSION = ("commission", _("the commission, on the proposal of the own body"))
# Of a letter its replies.
REPLIES = LetterDuty.objects.filter(
    letter=OuterRef("pk"), purpose=Purpose.REPLY, fulfilled_at__isnull=False
)


def kinds_issued_by(user, *, at: datetime) -> QuerySet[LetterKind]:
    """The kinds that the person may draft: those of the county of the units they supervise; each
    goes out of the own body, or of the office on its proposal."""
    counties = units_entered_by(user, at=at).order_by().values("county")
    kinds = LetterKind.objects.filter(county_id__in=counties, in_use=True)
    return kinds.order_by("position", "pk")


def issuers_of(kind: LetterKind, unit: Unit, user, *, at: datetime) -> list[tuple]:
    """In whose name a letter of the kind to the unit may go out: the own body's, the commission's;
    each with its word. `user` supervises the unit."""
    standing, roles = standing_of(user, at=at), set(kind.issuers.values_list("pk", flat=True))
    proposing = Post.objects.get(pk=post_over(standing, unit))
    office = office_post(unit.the_county_id, at=at)
    choices = [OWN] if proposing.role_kind_id in roles else []
    by_office = office is not None and office.role_kind_id in roles
    if by_office and proposing.pk not in standing.office_posts:
        choices.append(COMMISSION)
    return choices


def kinds_seen_by(user, *, at: datetime) -> QuerySet[LetterKind]:
    """The kinds of the letters that the person sees."""
    letters = Letter.objects.visible_to(user, at=at)
    return LetterKind.objects.filter(pk__in=letters.values("kind")).order_by("position", "pk")


def units_with_letters(user, *, at: datetime) -> QuerySet[Unit]:
    """The units of the letters that the person sees."""
    letters = Letter.objects.visible_to(user, at=at)
    return Unit.objects.filter(pk__in=letters.values("unit")).in_order()


def with_next_owed(rows: Sequence[Letter], *, now: datetime) -> Sequence[Letter]:
    """`rows` of `for_rows` with what is owed of each next, `owed`, and its lamp."""
    duties = LetterDuty.objects.with_lamp(now=now)
    duties = duties.in_bulk([row.owed_id for row in rows if row.owed_id])
    for row in rows:
        row.owed = duties.get(row.owed_id)
    return rows


def late_ones(*, now: datetime) -> Q:
    """Letters without a reply after its day."""
    red = LetterDuty.objects.with_lamp(now=now).filter(purpose=Purpose.REPLY, lamp_now=Lamp.RED)
    return Q(pk__in=red.values("letter"))


def may_draft(user, *, at: datetime) -> bool:
    """Whether the person writes letters to anybody."""
    standing = standing_of(user, at=at)
    return bool(standing.office_counties or standing.supervised_units)
