"""Wikitext, as a wiki's editors write it: its markup, its footnotes in the Cite extension's count, its citations."""
