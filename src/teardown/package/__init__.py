"""The evidence package: a BagIt bag (RFC 8493) that anyone can check without this software."""

from teardown.package.bag import package_digest
from teardown.package.contents import Contents
from teardown.package.make import Package, report_files, write_package
from teardown.package.verify import verify_package

__all__ = ["Contents", "Package", "package_digest", "report_files", "verify_package", "write_package"]
