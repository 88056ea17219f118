"""Importing a county's organisation from one workbook: tried out, imported, exported, imported
again.

    python -m benchmarks.organisation_in               # 63 units, 486 posts, 680 people
    python -m benchmarks.organisation_in --units 6     # a tenth

Seconds by the clock, and of CPU in Python. A request may take 60 before the server gives it up.
"""

import argparse
from datetime import date

from benchmarks.rows_in import timed
from benchmarks.scratch import scratch_database

POSTS, PEOPLE = 486 / 63, 680 / 63  # of a unit
FROM = date(2026, 3, 1)
COMMITTEE = "\u515a\u59d4\uff08\u515a\u7ec4\uff09"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--units", type=int, default=63)
    options = arguments.parse_args()
    with scratch_database():
        for step, seconds in measure(options.units).items():
            print(f"{step:<28} {seconds.clock:6.1f} s, CPU {seconds.cpu:6.1f} s")


def measure(units: int) -> dict:
    """The seconds of each step, on a county with an office and nothing else."""
    from demonstration.roles import Role
    from pages.rows_in.template import export_of
    from pages.rows_in.uploads import import_upload, keep_upload
    from responsibility.lists.starter_data import load_kinds
    from responsibility.organisation.units.models import Unit
    from responsibility.tasks.organisation_in.book import OrganisationBook
    from tests.make import NOW, actor, make_county, make_holder, make_unit

    load_kinds()
    office = make_unit(make_county(), "Office", Unit.Kind.OFFICE)
    _post, keeper = make_holder(office, Role.COMMISSION_OFFICE)
    took: dict = {}

    def book():
        return OrganisationBook(by=actor(keeper), now=NOW)

    content = _workbook(units)
    upload = timed(took, "tried out", keep_upload, book=book(), name="x.xlsx", content=content)
    assert upload.result.wrong == [], upload.result.wrong[:3]
    upload = timed(took, "imported", import_upload, book=book(), upload_id=upload.pk)
    assert upload.imported_at
    exported, _rows = timed(took, "exported", export_of, book())
    again = timed(
        took, "the export tried out", keep_upload, book=book(), name="x.xlsx", content=exported
    )
    assert (again.result.to_import, again.result.wrong) == (0, [])
    return took


def _workbook(units: int) -> bytes:
    """Bureaus with a head and deputies, everybody appointed, members, charges and a group."""
    from tests.responsibility.tasks.organisation_books import book_of

    posts, people = round(units * POSTS), round(units * PEOPLE)
    names = [f"Bureau {number}" for number in range(units - 2)] or ["Bureau 0"]
    held = {"first_on": FROM, "basis": "No. 12"}
    where = [(names[n % len(names)], n // len(names)) for n in range(posts - len(names))]
    sections = [f"Section of {name}" for name in names]
    return book_of(
        Units=[
            {"name": "Departments", "kind": "branch"},
            {"name": "Group", "kind": "discipline body"},
            *({"name": name, "kind": "party committee (group)", "parent": "Departments"}
              for name in names),
            *({"name": section, "kind": "section", "parent": name}
              for section, name in zip(sections, names, strict=True)),
        ],
        Posts=[
            *({"unit": name, "role": "Party committee (group)"} for name in names),
            *({"unit": name, "post": f"Deputy {seat}", "role": "Member of the leading team"}
              for name, seat in where),
        ],
        People=[{"staff_number": f"N{n:04}", "name": f"Person {n}", "phone": f"138{n:08}"}
                for n in range(people)],
        Appointments=[{"unit": name, "post": f"Deputy {seat}", "person": f"N{n:04}", **held}
                      for n, (name, seat) in enumerate(where)],
        Members=[{"unit": name, "post": COMMITTEE, "person": f"N{n:04}",
                  "role": "member", "first_on": FROM}
                 for n, (name, seat) in enumerate(where) if seat < 4],
        Charges=[{"unit": name, "post": "Deputy 0", "of": section, "kind": "in charge of",
                  "first_on": FROM} for name, section in zip(names, sections, strict=True)],
        Links=[{"body": "Group", "unit": name, "how": "stationed in", "first_on": FROM}
               for name in names],
    )  # fmt: skip


if __name__ == "__main__":
    main()
