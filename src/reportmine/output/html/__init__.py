"""Pages to look at: one self-contained HTML file each, safe to open whatever the report says."""
