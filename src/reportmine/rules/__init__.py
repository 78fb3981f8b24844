"""The pattern files, read, checked and matched: all the project knows of the language."""
