"""Writing for many people at once; where that fails, for each alone, so that one keeps no other."""

import logging
from collections.abc import Callable, Sequence

from django.db import OperationalError

logger = logging.getLogger(__name__)


class Apart:
    """A context: what could not be written for one person is logged and raised at its end, when
    everybody else has what is theirs. It stays owed, so the next gathering tries again.
    """

    def __enter__(self) -> "Apart":
        self.failed: list[Exception] = []
        return self

    def __exit__(self, kind, *_) -> None:
        if kind is None and self.failed:
            raise self.failed[0]

    def write(self, write: Callable[[Sequence[int]], int], people: Sequence[int]) -> int:
        """What `write`, one transaction, returns for the ids `people`, or the sum for each alone.

        Raises OperationalError: that is the server's trouble, not a person's.
        """
        try:
            return write(people)
        except OperationalError:
            raise
        except Exception as reason:
            if len(people) == 1:
                logger.exception("Nothing could be written for the person %s.", people[0])
                self.failed.append(reason)
                return 0
        return sum(self.write(write, [person]) for person in people)
