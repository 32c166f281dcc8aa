"""The grammar of archive addresses, capture indexes, and which archives are trusted. No network."""
