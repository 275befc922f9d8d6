"""Linux device-tree bindings: `compatible` strings (`rohm,bu24036`) and the vendor prefixes that say who `rohm` is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from teardown.catalogue.rows import ImportedPart, RefusedRow
from teardown.errors import PartsDatabaseError

_PREFIX = re.compile(r'^\s*"\^([a-z0-9_-]+),\.\*":\s*$')
_DESCRIPTION = re.compile(r"^\s*description:\s*(.+?)\s*$")
_COMPATIBLE = re.compile(r"\b([a-z0-9_-]{2,30}),([a-z0-9][a-z0-9._+-]{2,40})\b")
# Compatible strings also name boards, blocks inside a chip and generic drivers; those are no parts.
_NO_PART = re.compile(
    r"-(clk|clock|cru|pinctrl|gpio|usb|phy|dma|syscon|evb|evk|board|kit|timer|wdt|intc|iommu|sram|boot|mmc|ethernet|pcie|pwm|uart|i2c|spi)"
)


def read_vendor_prefixes(path: Path) -> dict[str, str]:
    """Prefix to company name, from `vendor-prefixes.yaml`.

    Raises:
        PartsDatabaseError: the file cannot be read, or holds no prefixes.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise PartsDatabaseError(f"{path.name} cannot be read ({error}).") from error
    prefixes: dict[str, str] = {}
    waiting = ""
    for line in lines:
        if found := _PREFIX.match(line):
            waiting = found.group(1)
        elif waiting and (found := _DESCRIPTION.match(line)):
            prefixes[waiting] = found.group(1).strip("\"'")
            waiting = ""
    if not prefixes:
        raise PartsDatabaseError(f"{path.name} holds no vendor prefixes; name the kernel's vendor-prefixes.yaml.")
    return prefixes


def read_devicetree(folder: Path, prefixes_file: Path | None = None) -> Iterator[ImportedPart | RefusedRow]:
    """Every part that the bindings in `folder` (YAML, searched through all subfolders) name.

    Args:
        prefixes_file: `vendor-prefixes.yaml`; the one in the folder when None.

    Raises:
        PartsDatabaseError: the prefixes are missing or cannot be read.
    """
    found_file = prefixes_file or next(iter(sorted(folder.rglob("vendor-prefixes.yaml"))), None)
    if found_file is None:
        raise PartsDatabaseError(f"There is no vendor-prefixes.yaml in {folder}; it says which company a prefix stands for.")
    prefixes = read_vendor_prefixes(found_file)
    seen: set[tuple[str, str]] = set()
    for path in sorted(folder.rglob("*.yaml")):
        if path == found_file:
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1):
            for vendor, device in _COMPATIBLE.findall(line):
                if (vendor, device) in seen:
                    continue
                seen.add((vendor, device))
                if vendor not in prefixes:
                    yield RefusedRow(number, f"the prefix {vendor} is not among the vendor prefixes", f"{vendor},{device}")
                elif _NO_PART.search(device) or not any(char.isdigit() for char in device):
                    yield RefusedRow(number, "names a block or a board, not a part", f"{vendor},{device}")
                else:
                    yield ImportedPart(device.upper(), prefixes[vendor], row=number, source=path.relative_to(folder).as_posix())
