"""Who decides about messages: the commission office about those of its county."""

from datetime import datetime

from responsibility.organisation.standing import standing_of


def keeps_messages(user, *, county_id: int | None, at: datetime) -> bool:
    """Whether `user` works in the office of that county (None: of any) at the instant `at`.

    Numbers, channels and words are every county's: any office decides about them.
    """
    counties = standing_of(user, at=at).office_counties
    return bool(counties) if county_id is None else county_id in counties
