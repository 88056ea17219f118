"""What the rules of reminder cards say no to."""
