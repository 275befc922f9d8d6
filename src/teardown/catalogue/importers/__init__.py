"""Readers of foreign part tables. Each yields parts and the rows it refuses; none changes anything."""

from teardown.catalogue.importers.devicetree import read_devicetree
from teardown.catalogue.importers.kicad import read_kicad
from teardown.catalogue.importers.micron import read_micron_codes
from teardown.catalogue.importers.tables import ColumnMapping, guess_mapping, read_table

__all__ = ["ColumnMapping", "guess_mapping", "read_devicetree", "read_kicad", "read_micron_codes", "read_table"]
