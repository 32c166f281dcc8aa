"""Faults tried one after the other, counted: `python -m tests.chaos`. docs/faults.md says what is tried and why."""
