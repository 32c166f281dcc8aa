"""The measurements themselves, held against what they promise."""
