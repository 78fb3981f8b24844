"""Words of time, and what headings say of time: for sentences and for tables."""
