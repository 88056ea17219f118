"""The sort and search key of a Chinese name.

Syllables apart, in small letters ("zeng ming yuan"): the built-in collation then sorts as people
expect, and initials can be searched. Surnames read otherwise than as words stand in surnames.json.
"""

import json
import re
from pathlib import Path

from pypinyin import lazy_pinyin

SURNAMES = json.loads(Path(__file__).with_name("surnames.json").read_text(encoding="utf-8"))
MOST = 120  # letters: what is stored (people.models.User.pinyin)
LONGEST = max(len(surname) for surname in SURNAMES)


def pinyin_of(name: str) -> str:
    """The key of `name`: its syllables in small letters, one blank between them; of a very long one
    the first of them."""
    name = name.strip()
    surname = next((name[:n] for n in range(LONGEST, 0, -1) if name[:n] in SURNAMES), "")
    read = [SURNAMES[surname]] if surname else []
    return _plain(" ".join([*read, *lazy_pinyin(name[len(surname) :])]))[:MOST].rstrip()


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.lower()))


def initials_pattern(letters: str) -> str:
    """A regular expression (PostgreSQL) for keys with these syllable initials in a row."""
    return r"\m" + r"\S*\s".join(re.escape(letter) for letter in letters)
