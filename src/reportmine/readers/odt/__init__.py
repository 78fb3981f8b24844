"""OpenDocument texts (ODT), by zipfile and expat within the limits of Word documents."""
