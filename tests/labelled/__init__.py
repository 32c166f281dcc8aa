"""Labelled cases: what a web shows of a citation, and what a careful person says of it."""
