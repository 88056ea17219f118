"""Importing the people of a county from a workbook: trying it out, importing it, importing it
again, handing out the first passwords, and the marked copy of a file full of errors.

    python -m benchmarks.rows_in                     # 680 people
    python -m benchmarks.rows_in --people 1000       # the most a file may have

Seconds by the clock, and of CPU in Python. A request may take 30 before the server gives it up.
"""

import argparse
from io import BytesIO
from time import perf_counter, process_time
from typing import NamedTuple

from benchmarks.scratch import scratch_database

POSTS_OF_A_UNIT = 8


class Seconds(NamedTuple):
    clock: float
    cpu: float


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--people", type=int, default=680)
    options = arguments.parse_args()
    with scratch_database():
        for step, seconds in measure(options.people).items():
            print(f"{step:<28} {seconds.clock:6.1f} s, CPU {seconds.cpu:6.1f} s")


def measure(people: int) -> dict[str, Seconds]:
    """The seconds of each step, on a new county with a post for each of `people`."""
    from uuid import uuid4

    from pages.rows_in.marked import marked_copy
    from pages.rows_in.outcome import Wrong
    from pages.rows_in.uploads import import_upload, keep_upload
    from responsibility.organisation.first_passwords.give import give_first_passwords
    from responsibility.tasks.people_in.sheet import PeopleSheet
    from tests.make import NOW

    by, content = _county(people)
    took = {}

    def sheet() -> PeopleSheet:
        return PeopleSheet(by=by, now=NOW)

    upload = timed(took, "tried out", keep_upload, book=sheet(), name="x.xlsx", content=content)
    assert (upload.result.to_import, upload.result.wrong) == (people, [])
    upload = timed(took, "imported", import_upload, book=sheet(), upload_id=upload.pk)
    assert upload.imported_at
    again = timed(
        took, "the same tried out again", keep_upload, book=sheet(), name="x.xlsx", content=content
    )
    assert again.result.counts["unchanged"] == people
    new = upload.result.kept["accounts"]
    slips = timed(took, "first passwords given", give_first_passwords, people=new, nonce=uuid4(),
                  by=by, now=NOW)  # fmt: skip
    assert len(slips) == people
    wrong = [Wrong(f"{column}{row + 2}", "", "Wrong.") for row in range(people) for column in "AC"]
    assert timed(took, "marked copy, all wrong", marked_copy, sheet(), content, wrong)
    return took


def _county(people: int):
    """An office that imports, and a workbook with one of `people` for each post."""
    from openpyxl import Workbook

    from demonstration.roles import Role
    from responsibility.lists.starter_data import load_kinds
    from responsibility.organisation.units.models import Unit
    from tests.make import actor, make_county, make_holder, make_post, make_unit

    load_kinds()
    county = make_county()
    office = make_unit(county, "Office", Unit.Kind.OFFICE)
    _post, keeper = make_holder(office, Role.COMMISSION_OFFICE)
    book = Workbook()
    book.active.append(["Staff number", "Name", "Mobile number", "Unit", "Post", "First day"])
    unit = None
    for number in range(people):
        seat = number % POSTS_OF_A_UNIT
        if unit is None or seat == 0:
            unit = make_unit(county, f"Bureau {number // POSTS_OF_A_UNIT}")
        make_post(unit, Role.TEAM_MEMBER, f"Deputy {seat}")
        book.active.append([
            f"LC{number:04}", f"Person {number}", f"138{number:08}", unit.name, f"Deputy {seat}",
            "2026-09-01",
        ])  # fmt: skip
    content = BytesIO()
    book.save(content)
    return actor(keeper), content.getvalue()


def timed(took: dict[str, Seconds], step: str, what, *arguments, **options):
    """Call `what` and note how long it took."""
    clock, cpu = perf_counter(), process_time()
    answer = what(*arguments, **options)
    took[step] = Seconds(perf_counter() - clock, process_time() - cpu)
    return answer


if __name__ == "__main__":
    main()
