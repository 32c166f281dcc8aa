"""What to change in the citations, from what history recorded."""
