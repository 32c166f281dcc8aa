"""What was seen: typed, serialisable facts that a fetch leaves, enough to judge it again without network."""
