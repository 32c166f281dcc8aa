"""Pure rules from evidence and history to verdicts: no input or output, no clock but the one passed in."""
