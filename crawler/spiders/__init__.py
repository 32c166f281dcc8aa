"""The spiders: what to ask next, and nothing about verdicts."""
