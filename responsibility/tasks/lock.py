"""Holding tasks still while their facts are changed."""

from collections.abc import Iterable

from responsibility.tasks.models import Task


def lock_tasks(ids: Iterable[int]) -> list[Task]:
    """Lock these tasks in the caller's transaction and return them fresh, by id.

    Every verb locks its tasks here, in this order and before all else, so none waits for another
    that waits for it. NO KEY: a row that refers to the task is not kept waiting.
    """
    return list(
        Task.objects.filter(pk__in=ids)
        .select_related("item", "dispatch", "post", "unit")
        .order_by("pk")
        .select_for_update(of=("self",), no_key=True)
    )
