"""Find and read text at any angle, and group the lines into components."""

from teardown.reading.available import MARKINGS, TESSERACT, available_readers, reader_named
from teardown.reading.ctc import log_likelihood
from teardown.reading.engines.ppocr import markings_recogniser
from teardown.reading.grouping import group, hull
from teardown.reading.plan import EVERYTHING, Method
from teardown.reading.protocol import Finder, Found, Proposer, Reader
from teardown.reading.read import Detect, Marks, NamedReader, read_picture

__all__ = [
    "EVERYTHING",
    "MARKINGS",
    "TESSERACT",
    "Detect",
    "Finder",
    "Found",
    "Marks",
    "Method",
    "NamedReader",
    "Proposer",
    "Reader",
    "available_readers",
    "group",
    "hull",
    "log_likelihood",
    "markings_recogniser",
    "read_picture",
    "reader_named",
]
