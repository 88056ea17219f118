"""The filters that a board and the overview share: group, role, category and kind of duty."""

from dashboards.matrix.selection import Selection
from responsibility.organisation.posts.models import PostQuerySet
from responsibility.owed.models import OwedQuerySet
from responsibility.tasks.models import Task
from supervision.closings.models import ClosedTaskQuerySet


def narrowed(rows: OwedQuerySet, selection: Selection) -> OwedQuerySet:
    """Those of one kind of what is owed that the filters leave; a category and a kind of duty only
    what comes from the lists and dispatches has."""
    if rows.model is not Task and (selection.category or selection.kind):
        return rows.none()
    return rows.filter(**_where(selection, role=rows.model.role_path, kind="task_kind"))


def narrowed_closed(rows: ClosedTaskQuerySet, selection: Selection) -> ClosedTaskQuerySet:
    """The same of the rows of closed quarters."""
    return rows.filter(**_where(selection, role="role_kind", kind="task__task_kind"))


def narrowed_posts(posts: PostQuerySet, selection: Selection) -> PostQuerySet:
    """The posts of which such rows are."""
    return posts.filter(**_where(Selection.of_posts(selection), role="role_kind", kind=""))


def _where(selection: Selection, *, role: str, kind: str) -> dict[str, object]:
    values = {
        role: selection.role,
        f"{role}__chain": selection.chain,
        "unit__path__contains": selection.branch and f"/{selection.branch}/",
        "category": selection.category,
        kind: selection.kind,
    }
    return {name: value for name, value in values.items() if value}
