"""What the form of a talk offers: kinds, and who may talk beside one."""

from datetime import datetime

from django.db.models import QuerySet

from responsibility.notebook.talks import TalkKind
from responsibility.organisation.people.models import UserQuerySet
from responsibility.organisation.posts.models import Post
from responsibility.organisation.relations.acts import urged_units
from responsibility.organisation.standing import standing_of
from supervision.talks.models import Talk
from supervision.talks.people import in_posts


def kinds_in_use(user, *, at: datetime) -> QuerySet[TalkKind]:
    """The kinds of talk of the person's county."""
    posts = Post.objects.filter(pk__in=standing_of(user, at=at).own_posts)
    kinds = TalkKind.objects.filter(county_id__in=posts.values("unit__county"), in_use=True)
    return kinds.filter(terms__isnull=False).select_related("terms").order_by("position")


def kinds_for(user, *, at: datetime) -> QuerySet[TalkKind]:
    """The kinds of the county; to who leads a unit and does not supervise, those of a head."""
    standing = standing_of(user, at=at)
    kinds = kinds_in_use(user, at=at)
    if not (standing.office_counties or urged_units(standing)):
        kinds = kinds.filter(terms__by_head=True)
    return kinds


def kinds_talked(user, *, at: datetime) -> QuerySet[TalkKind]:
    """The kinds of the talks whose face the person sees."""
    seen = Talk.objects.visible_to(user, at=at)
    return TalkKind.objects.filter(pk__in=seen.values("kind")).order_by("position")


def talkers_beside(user, *, at: datetime) -> UserQuerySet:
    """The others of the person's posts."""
    posts = standing_of(user, at=at).own_posts
    return in_posts(posts, at=at).exclude(pk=user.pk)
