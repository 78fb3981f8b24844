"""OFD (GB/T 33190), by zipfile and expat; its pages are put into lines as those of a PDF are."""
