"""What somebody waits for a decision on: a class for each, read by whom the lamp belongs to."""
