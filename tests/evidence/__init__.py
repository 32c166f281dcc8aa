"""What is read from bytes, and how it is kept."""
