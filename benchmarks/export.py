"""A long list taken along as a file: 100,000 people with their posts, as .xlsx and as .csv.

    python -m benchmarks.export                    # needs Linux (/proc)

Through the page itself, from the request to the last byte. Prints seconds, those of them that the
web process had a core, the file's size and by how much memory grew at its highest; each form in a
process of its own. Wanted: at most 15 s and 150 MB.
"""

import argparse
import os
import re
import subprocess
import sys
from pathlib import Path
from time import perf_counter, process_time

from benchmarks.scratch import scratch_database

MEMBERS_OF_A_POST = 500


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rows", type=int, default=100_000)
    arguments.add_argument("--form", choices=["xlsx", "csv"], help="of a database that is there")
    options = arguments.parse_args()
    if options.form:
        _in_this_process(options.form)
        return
    with scratch_database():
        fill(options.rows)
        heads = f"{'file':<6} {'seconds':>8} {'CPU':>8} {'MB':>6} {'memory, MB more':>16}"
        print(f"{heads}   ({options.rows} rows)", flush=True)
        for form in ("xlsx", "csv"):
            run = [sys.executable, "-m", "benchmarks.export", "--form", form]
            subprocess.run(run, check=True, env=dict(os.environ))


def fill(rows: int) -> None:
    """A county with that many people, each a member of a post, and its keeper "office"."""
    from responsibility.organisation.people.models import User
    from responsibility.organisation.periods import from_day
    from responsibility.organisation.posts.models import Membership
    from tests import make

    county = make.make_county()
    keeper = make.make_person(staff_number="office")
    make.join(make.make_post(county, "commission_office"), keeper)
    posts = [
        make.make_post(county, "party_committee") for _ in range(-(-rows // MEMBERS_OF_A_POST))
    ]
    people = User.objects.bulk_create(
        [
            User(
                staff_number=f"{number:07}", name=f"=Person {number}", pinyin=f"p {number}",
                phone=f"+8613{number:09}", county=county,
            )
            for number in range(rows)
        ],
        batch_size=5000,
    )  # fmt: skip
    Membership.objects.bulk_create(
        [
            Membership(
                post=posts[number // MEMBERS_OF_A_POST], user=person, role="member",
                grants=["view"], period=from_day(make.START), entered_at=make.ENTERED,
            )
            for number, person in enumerate(people)
        ],
        batch_size=5000,
    )  # fmt: skip


def export(form: str, **asked: str) -> tuple[float, int]:
    """Ask for the list of people as a file: the seconds it takes, its bytes."""
    from django.test import Client
    from django.urls import reverse

    from responsibility.organisation.people.models import User

    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.get(staff_number="office"))
    started = perf_counter()
    answer = client.get(reverse("people"), {"export": form, **asked})
    assert answer.status_code == 200
    size = sum(len(block) for block in answer.streaming_content)
    return perf_counter() - started, size


def _in_this_process(form: str) -> None:
    import django

    django.setup()
    export(form, q="nobody")  # what is loaded once is no cost of the rows
    Path("/proc/self/clear_refs").write_text("5")  # the highest is counted from here
    before, cpu = _memory("VmRSS"), process_time()
    seconds, size = export(form)
    cpu, more = process_time() - cpu, (_memory("VmHWM") - before) / 1024
    print(f"{form:<6} {seconds:>8.1f} {cpu:>8.1f} {size / 2**20:>6.1f} {more:>16.0f}")


def _memory(which: str) -> int:
    """The memory of this process, in KiB: VmRSS, what it has; VmHWM, the most it had."""
    status = Path("/proc/self/status").read_text()
    return int(re.search(rf"{which}:\s+(\d+) kB", status)[1])


if __name__ == "__main__":
    main()
