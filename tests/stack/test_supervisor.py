"""One start, a second start, Ctrl-C, and deaths without a word."""

import os
import signal

import pytest

from config.stack.processes import wait_for
from tests.patience import LONG
from tests.stack.plans import ADDRESS
from tests.stack.starting import nobody_is_left, processes_of, watchdog_of

pytestmark = pytest.mark.process


def all_run(folder):
    """Whether, soon, there are the supervisor, its watchdog, two services and a service's child."""
    return wait_for(lambda: len(processes_of(folder)) == 5, within=LONG)


def test_a_second_start_says_where_the_first_one_runs(begin, folder):
    first = begin("two_services")
    first.says("All of it runs.")
    second = begin("two_services")
    assert second.ends() == 0
    assert second.said().splitlines() == [
        f"Liangze already runs at {ADDRESS} (process {first.process.pid}; Ctrl-C there stops it)."
    ]
    assert first.process.poll() is None


def test_after_ctrl_c_nobody_is_left(begin, folder):
    start = begin("two_services")
    start.says("All of it runs.")
    assert all_run(folder)
    assert start.interrupt() == 0
    assert not processes_of(folder)
    assert start.said().splitlines() == ["One step.", "All of it runs.", "Liangze has stopped."]


def test_ctrl_c_in_the_middle_of_a_step_leaves_nobody(begin, folder):
    start = begin("slow_step")
    start.says("A long step.")
    assert wait_for(lambda: len(processes_of(folder)) == 3, within=LONG)
    assert start.interrupt() == 0
    assert not processes_of(folder)


def test_after_the_supervisor_is_killed_the_watchdog_ends_the_others(begin, folder):
    start = begin("two_services")
    start.says("All of it runs.")
    start.kill()
    assert nobody_is_left(folder)


def test_after_both_are_killed_the_next_start_ends_the_others(begin, folder):
    start = begin("two_services")
    start.says("All of it runs.")
    left = {one["pid"] for one in start.roster()["processes"]}
    os.kill(watchdog_of(folder), signal.SIGKILL)
    start.kill()
    assert left <= set(processes_of(folder))
    following = begin("two_services")
    following.says("All of it runs.")
    assert not left & set(processes_of(folder))
    assert following.interrupt() == 0
    assert not processes_of(folder)


def test_a_start_right_after_a_kill_is_not_hurt_by_the_watchdog_of_the_first(begin, folder):
    first = begin("two_services")
    first.says("All of it runs.")
    first.kill()
    second = begin("two_services")
    second.says("All of it runs.")
    assert all_run(folder)
    assert second.process.poll() is None
    assert "has ended" not in second.said()


def test_a_service_that_dies_is_started_again(begin, folder):
    start = begin("two_services")
    start.says("All of it runs.")
    killed = start.number_of("plain")
    os.kill(killed, signal.SIGKILL)
    start.says("plain has ended; it is started again.")
    assert wait_for(lambda: start.number_of("plain") not in {killed, None}, within=LONG)
    assert all_run(folder)


def test_the_children_of_a_killed_service_go_before_it_is_started_again(begin, folder):
    start = begin("two_services")
    start.says("All of it runs.")
    assert all_run(folder)
    before = set(processes_of(folder))
    os.kill(start.number_of("family"), signal.SIGKILL)
    start.says("family has ended; it is started again.")
    assert all_run(folder)
    assert len(before & set(processes_of(folder))) == 3


def test_a_service_that_ends_again_and_again_ends_all_with_its_last_words(begin, folder):
    start = begin("short_lived")
    assert start.ends() == 1
    assert "mayfly ends again and again. there is no more\n" in start.said()
    assert not processes_of(folder)


def test_a_step_that_fails_ends_all_and_says_why(begin, folder):
    start = begin("failing_step")
    assert start.ends() == 1
    assert start.said().splitlines() == ["One step.", "step failed:", "the disk is full"]
    assert not processes_of(folder)
