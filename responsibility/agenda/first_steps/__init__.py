"""The first steps of a county: what is done, what is missing, the step in hand."""
