"""Find and read text at any angle, and group the lines into components."""

from teardown.reading.available import available_readers
from teardown.reading.ctc import log_likelihood
from teardown.reading.grouping import group, hull
from teardown.reading.plan import EVERYTHING, Method
from teardown.reading.protocol import Finder, Found, Proposer, Reader
from teardown.reading.read import Detect, Marks, read_picture

__all__ = [
    "EVERYTHING",
    "Detect",
    "Finder",
    "Found",
    "Marks",
    "Method",
    "Proposer",
    "Reader",
    "available_readers",
    "group",
    "hull",
    "log_likelihood",
    "read_picture",
]
