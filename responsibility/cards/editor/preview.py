"""The card as it would be with what is typed, which nobody has saved."""

from dataclasses import asdict

from responsibility.cards.face import CardFace, face_of_draft
from responsibility.cards.issues import CardIssue, CardLine
from responsibility.cards.recipients import Recipient


def preview_of(issue: CardIssue, face, lines, *, recipient: Recipient | None) -> CardFace:
    """The face for `recipient` from the bound forms `face` and `lines`; what is wrong is left out.

    Nothing is written: the issue and its lines are changed in memory alone.
    """
    face.is_valid()
    lines.is_valid()
    for name in ("lead", "issuer"):
        typed = face.cleaned_data.get(name, "")
        if typed != getattr(issue, name):
            setattr(issue, name, typed)
            setattr(issue, f"{name}_en", "")
    stored = {line.key: line for line in issue.lines.all()}
    return face_of_draft(issue, [_line(one, stored) for one in lines.wordings()], recipient)


def _line(wording, stored: dict) -> CardLine:
    line = stored.get(wording.key) or CardLine(key=wording.key)
    if line.text != wording.text:
        line.text_en = ""
    for name, value in asdict(wording).items():
        setattr(line, name, value)
    return line
