"""Posts opened or filled after a publication get what they owe (decision 0016)."""
