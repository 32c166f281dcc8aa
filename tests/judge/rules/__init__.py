"""Each rule with what it must see and what must not deceive it."""
