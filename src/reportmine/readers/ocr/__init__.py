"""Pages that are pictures: read by OCR in a process of its own, page by page, and put back into lines."""
