"""citewatch: reads what an article cites, fetches it, keeps the evidence, judges it, and tells people what changed."""

__version__ = "0.1.0"
