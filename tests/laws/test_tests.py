"""Laws about the tests themselves."""

from tests.laws.test_code import ROOT

MOST_LINES = 400
# Longer still; a name may only go.
LONGER = {
    "tests/responsibility/tasks/test_extend.py",
    "tests/responsibility/tasks/test_people_in.py",
    "tests/supervision/demands/test_demand.py",
}
# Tables with a row for each address, and whom its rows are about: they grow with the product.
TABLES = {"tests/pages/cast.py", "tests/pages/listings/cases.py", "tests/pages/rows.py"}


def test_a_file_of_tests_has_one_idea():
    files = (ROOT / "tests").rglob("*.py")
    lines = {str(file.relative_to(ROOT)): len(file.read_text().splitlines()) for file in files}
    assert {file for file, count in lines.items() if count > MOST_LINES} - TABLES == LONGER
