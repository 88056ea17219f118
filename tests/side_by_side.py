"""Acts at once, each on a connection of its own; for tests with real transactions."""

from threading import Barrier, Thread

from django.db import connection


def in_background(*acts):
    """Start all acts, each on a connection of its own; what is returned waits for the results.

    An act that raises has its exception as result.
    """
    start, results = Barrier(len(acts)), [None] * len(acts)

    def run(number, act):
        try:
            start.wait()
            results[number] = act()
        except Exception as error:
            results[number] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()

    def wait() -> list:
        for thread in threads:
            thread.join(timeout=60)
            assert not thread.is_alive()
        return results

    return wait


def at_once(*acts) -> list:
    """Run all acts at once; their results or exceptions."""
    return in_background(*acts)()


def kinds(results: list) -> set:
    return {type(result) for result in results}


def wait_for_waiting(number: int) -> None:
    """Go on when so many connections wait for a lock."""
    for _ in range(20_000):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_stat_clear_snapshot();SELECT count(*) FROM pg_stat_activity"
                " WHERE datname = current_database() AND wait_event_type = 'Lock'"
            )
            if cursor.fetchone()[0] >= number:
                return
