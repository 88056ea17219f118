"""A version of a list takes effect from a day within the year (edge case 18)."""
