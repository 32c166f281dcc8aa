"""What was known when: runs, observations and verdicts in SQLite. One writer."""
