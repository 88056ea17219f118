"""The commission office's pages for changing a list: its draft, its items, its review."""
