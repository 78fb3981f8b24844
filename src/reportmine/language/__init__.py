"""A sentence to words, and each word to what it does."""
