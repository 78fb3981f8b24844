"""Records written out."""
