"""Repairs written into an article's wikitext, byte by byte where they belong and nowhere else."""
