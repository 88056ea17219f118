"""What is typed, without what nobody sees: at the edge, for every form and every address."""

import re
import unicodedata

from django.utils.datastructures import MultiValueDict

# Controls but for tab and new line, surrogates, and marks of no width (joiners, directions, the
# byte order mark, the soft hyphen): PostgreSQL refuses the first of them, people see none.
UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff]"
)
UNCLEAN = re.compile(f"{UNSEEN.pattern}|\r\n")
# The middle dots between the parts of names, as keyboards write them.
DOTS = str.maketrans(
    dict.fromkeys(map(chr, (0x2022, 0x2027, 0x2219, 0x22C5, 0x30FB, 0xFF65, 0x16EB)), "\u00b7")
)
BLANKS = re.compile(r"\s+")


def without_unseen(text: str) -> str:
    """`text` without controls, surrogates and marks of no width; tabs and new lines stay."""
    return UNSEEN.sub("", text)


def identifier(text: str) -> str:
    """The one normal form of what identifies somebody or something: an account, a number, a name.

    Full-width letters and digits become half-width, the several middle dots become one (U+00B7),
    what nobody sees goes, blanks of any width go at the ends and become one space within.
    """
    plain = unicodedata.normalize("NFKC", without_unseen(text.translate(DOTS)))
    return BLANKS.sub(" ", plain).strip()


def cleaned(query: MultiValueDict) -> MultiValueDict:
    """`query` as it is where all of it is clean, else a clean copy. Lines end as a page counts
    them: browsers send two characters for each end."""
    if not any(UNCLEAN.search(text) for _name, texts in query.lists() for text in texts):
        return query
    copy = query.copy()
    for name, texts in query.lists():
        copy.setlist(name, [without_unseen(text).replace("\r\n", "\n") for text in texts])
    return copy
