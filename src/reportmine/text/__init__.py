"""The ground: a text with its fold, its tables and what stands in it; knows no file format."""
