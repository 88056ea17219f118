"""Withdrawing items of a publication: what nobody has touched is owed no longer."""
