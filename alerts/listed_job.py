"""The jobs that may be run are a closed list.

A job in Redis names a function, and RQ calls whatever Python can import by that name: JSON bars
pickles and not `os.system`. So what is not one of ours is refused before it is imported.
"""

from collections.abc import Callable

from rq.job import Job

JOBS = frozenset({"alerts.jobs.sweep", "alerts.jobs.drain", "alerts.jobs.daily"})


class ListedJob(Job):
    """A job of JOBS, without callbacks: those too are functions that Redis names."""

    success_callback = failure_callback = stopped_callback = None

    @property
    def func(self) -> Callable:
        """The function. Raises PermissionError for one that is not on the list."""
        if self.func_name not in JOBS or self.instance is not None:
            raise PermissionError(f"{self.func_name!r} is no job of this platform.")
        return super().func
