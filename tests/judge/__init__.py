"""The judge, described by its cases."""
