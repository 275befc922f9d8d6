"""What leaves the program: XLSX, CSV, JSON with a schema, and one self-contained HTML page, in English and Japanese."""

from teardown.export.cells import exact
from teardown.export.document import Unread
from teardown.export.write import schema_text, write_all

__all__ = ["Unread", "exact", "schema_text", "write_all"]
