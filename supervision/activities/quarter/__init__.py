"""The plan of a body's quarter and the report on it."""
