"""Readers: bytes of any kind to a text, tables and hints. `registry.py` says which there are."""
