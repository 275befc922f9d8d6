"""The workbook: one module per kind of sheet; `workbook_bytes` makes the file."""

from teardown.export.workbook.file import workbook_bytes

__all__ = ["workbook_bytes"]
