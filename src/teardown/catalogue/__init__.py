"""Imported part tables: bulk knowledge that ranks below the reviewed facts and never overrides them."""

from teardown.catalogue.rows import ImportedPart, ImportReport, ImportSource, RefusedRow
from teardown.catalogue.store import Catalogue, CatalogueHit

__all__ = ["Catalogue", "CatalogueHit", "ImportReport", "ImportSource", "ImportedPart", "RefusedRow"]
