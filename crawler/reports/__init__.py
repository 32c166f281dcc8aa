"""What people read: one reporter a file, from what history recorded."""
