"""Corpora of any size: a folder of Parquet that grows run by run, and reports read back from it."""
