"""All that changes where somebody leaves a post, of every room."""

from django.utils.module_loading import import_string

from alerts.kinds.collected import collected
from responsibility.organisation.posts.leaving import Change, Leaving, changes_of_organisation


def changes_of(leaving: Leaving) -> list[Change]:
    """What is owed first, then what other rooms name (`leaving` in their kind.py), then the
    organisation; only what there is."""
    of_rooms = [import_string(path)(leaving) for path in collected().paths("leaving")]
    return [*(one for some in of_rooms for one in some), *changes_of_organisation(leaving)]
