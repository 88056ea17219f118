"""The post that keeps the commission office of a county."""

from datetime import datetime

from pages.days import day_of
from responsibility.organisation.posts.models import Post


def office_post(county_id: int, *, at: datetime) -> Post | None:
    """The first one where there are several; None where none stands."""
    offices = Post.objects.filter(role_kind__keeps_office=True, unit__county=county_id)
    return offices.standing_on(day_of(at)).order_by("pk").first()
