"""A diff as people read it: arranged, counted, summed up."""
