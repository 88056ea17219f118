"""Where PostgreSQL lies when we are root and its account cannot get to our folder."""

import os
import shutil
import subprocess

import pytest

from config.stack.account import Account, unprivileged
from config.stack.places import home_of_postgres, programs_of_postgres

NOBODY = Account(uid=65534, gid=65534)


@pytest.mark.parametrize("mode, enters", [(0o711, True), (0o755, True), (0o700, False)])
def test_a_folder_is_entered_only_if_all_above_it_are_open(folder, mode, enters):
    inside = folder / "above" / "inside"
    inside.mkdir(parents=True)
    (folder / "above").chmod(mode)
    assert NOBODY.enters(inside) == enters


def test_everything_lies_in_our_folder_when_we_are_not_root(folder):
    assert home_of_postgres(folder, account=None) == folder


def test_it_lies_in_our_folder_when_the_account_can_get_there(folder):
    assert home_of_postgres(folder, account=NOBODY) == folder


@pytest.mark.skipif(os.geteuid() != 0, reason="only root starts PostgreSQL as another account")
def test_the_account_can_run_the_copy_of_the_programs(folder):
    class Barred(Account):
        """It may not start what is installed."""

        def runs(self, program):
            return False

    account = unprivileged()
    barred = Barred(uid=account.uid, gid=account.gid)
    programs = programs_of_postgres(folder, account=barred)
    assert account.runs(programs / "bin" / "postgres")
    for name in ("postgres", "initdb", "psql"):
        told = subprocess.run(
            [programs / "bin" / name, "--version"],
            user=account.uid,
            group=account.gid,
            extra_groups=[],
            cwd="/",
            capture_output=True,
            text=True,
        )
        assert "18." in told.stdout
    assert programs_of_postgres(folder, account=barred) == programs
    shutil.rmtree(folder)
