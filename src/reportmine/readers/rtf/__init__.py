"""Rich text (RTF), by a reader of our own: libraries for it lose tables, or the bytes of Chinese fonts."""
