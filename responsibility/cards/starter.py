"""The four starter cards, from CSV files. Loading again takes the files' wording."""

import csv
from pathlib import Path

from django.db import transaction

from responsibility.cards.texts import CardTemplate
from responsibility.organisation.posts.models import RoleKind

STARTER = Path(__file__).parent / "starter"
TEXTS = ["heading", "title", "lead", "issuer"]


@transaction.atomic
def load_card_templates() -> None:
    """Load the starter cards. The role kinds come first; cards already drafted stay as they are."""
    lines = _rows_of("reminder_cards")
    for row in _rows_of("card_texts"):
        texts = {name: row[f"{name}_zh"] for name in TEXTS}
        texts |= {f"{name}_en": row[f"{name}_en"] for name in TEXTS}
        template, _new = CardTemplate.objects.update_or_create(
            quarter=int(row["quarter"]),
            audience=RoleKind.objects.get(code=row["audience"]),
            defaults=texts,
        )
        _load_lines(template, [line for line in lines if line["quarter"] == f"Q{row['quarter']}"])


def _load_lines(template: CardTemplate, rows: list[dict[str, str]]) -> None:
    template.lines.exclude(code__in=[row["code"] for row in rows]).delete()
    for row in rows:
        template.lines.update_or_create(
            code=row["code"],
            defaults={
                "position": int(row["seq"]),
                "kind": row["line_kind"],
                "text": row["text_zh"],
                "text_en": row["text_en"],
                "duty_codes": row["duty_codes"].split("|"),
            },
        )


def _rows_of(name: str) -> list[dict[str, str]]:
    with (STARTER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
