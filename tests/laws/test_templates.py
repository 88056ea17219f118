"""Templates that people can read."""

import re

from tests.laws.test_code import ROOT, templates, text

WIDEST = 120  # characters of a line
# Django's tags cannot be broken, and a blank between two parts of a sentence would be seen on the
# page: so many lines are wider still. The number may only fall.
WIDE_STILL = 62


def test_a_template_is_read_without_scrolling():
    wide = [
        f"{file}:{number}"
        for file in templates()
        for number, line in enumerate(text(file).splitlines(), 1)
        if len(line) > WIDEST
    ]
    assert len(wide) <= WIDE_STILL, "\n".join(wide)


BLANK_AFTER_HIDDEN = re.compile(r'<span class="vh">[^\n]*</span>\n\s*</(a|button|label|summary)>')


def test_hidden_words_end_their_button():
    """After words for screen readers alone a blank is an item of the button: its text is pushed
    to the left by a gap."""
    assert [file for file in templates() if BLANK_AFTER_HIDDEN.search(text(file))] == []


TAGS = re.compile(r"{%.*?%}|{#.*?#}", re.DOTALL)
CLASSES = re.compile(r'\bclass="([^"]*)"')
# plotly.js looks for it on the stylesheet that stands in for its inline one.
OF_LIBRARIES = {"no-inline-styles"}


def test_a_class_of_a_template_is_in_a_stylesheet_or_a_script():
    """A class that nothing knows does nothing: a line that should wrap runs out of the phone."""
    known = _words_of("css", r"\.([A-Za-z][\w-]*)") | _words_of("js", r"[\w-]+") | OF_LIBRARIES
    unknown = {
        (file, name)
        for file in templates()
        for classes in CLASSES.findall(TAGS.sub(" ", text(file)))
        for name in re.sub(r"\S*{{.*?}}\S*", " ", classes).split()
        if name not in known
    }
    assert unknown == set()


def _words_of(kind: str, pattern: str) -> set[str]:
    files = (ROOT / "static/ui").glob(f"*.{kind}")
    return {word for file in files for word in re.findall(pattern, file.read_text())}


SENTENCES = re.compile(r"{% blocktrans.*?endblocktrans.*?%}", re.DOTALL)
LATIN_COMMA = re.compile(r"}},\s+{[{%]")


def test_values_stand_beside_each_other_without_a_latin_comma():
    """Between Chinese words it is wrong: a dot stands there, or a comma that is translated."""
    assert [
        (file, found.group())
        for file in templates()
        for found in LATIN_COMMA.finditer(SENTENCES.sub("", text(file)))
    ] == []


TABLE = re.compile(r'<table class="[^"]*tb--rows.*?</table>', re.DOTALL)
# Whose rows of four and more cells are read without the words of their columns: seen one by one,
# each cell says itself what it is. The list may only shrink.
SAY_THEMSELVES = {
    "templates/responsibility/organisation/person.html",
    "templates/responsibility/organisation/post.html",
    "templates/responsibility/organisation/powers.html",
    "templates/responsibility/organisation/second_factor/resets.html",
    "templates/responsibility/outbox/calls.html",
    "templates/responsibility/owed/schemes/rules.html",
    "templates/responsibility/tasks/calendar/_sources.html",
    "templates/responsibility/wording/versions.html",
}


def test_a_row_folded_on_the_phone_says_what_its_cells_are():
    """Of a table of four and more columns each cell from the third on has its word (data-l)."""
    bare = {
        file
        for file in templates()
        for table in TABLE.findall(text(file))
        if table.count('<th scope="col"') >= 4
        for row in table.split("<tr>")[1:]
        for cell in row.split("<td")[3:]
        if "data-l" not in cell.split(">")[0] and "colspan" not in cell.split(">")[0]
    }
    assert bare == SAY_THEMSELVES
