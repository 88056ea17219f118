"""Versions of a list: drafted, changed, submitted, returned, published, closed."""
