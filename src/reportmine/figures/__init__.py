"""A text to its quantities, and to the numerals that are none."""
