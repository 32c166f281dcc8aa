"""A small web of many hosts on loopback: sites that work, sites broken in every known way, and a Wayback Machine."""
