"""What OCR may take of the machine."""

from ..document import MEGABYTE

SECONDS = 60
"""Processor time of a page; on the wall it may be twice as much."""
START = 60
"""Seconds on the wall in which the process must have begun and the file must be open."""
MEMORY = 1_500 * MEGABYTE
"""Bytes of addresses more than other readers may take: the models, and what runs them."""
