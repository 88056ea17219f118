"""The items of a plan."""
