"""From photos of circuit boards to a bill of materials in which every chip is attributed to a company by evidence."""

__version__ = "0.1.0"
