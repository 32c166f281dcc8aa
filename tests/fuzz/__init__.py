"""Feeds every parser what nobody would write. `CITEWATCH_FUZZ=20000 pytest tests/fuzz` looks for longer."""
