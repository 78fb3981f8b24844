"""For those who write rules: why a place was read as it was, and the examples of the rules."""
