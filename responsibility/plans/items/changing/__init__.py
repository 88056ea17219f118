"""The office changes one item: in a draft, or after it was given out."""
