"""Spreadsheets: XLSX and ODS by zipfile and expat, older ones by python-calamine. `book.py` has the text."""
