"""A plan on paper: to be printed, and as an official document."""
