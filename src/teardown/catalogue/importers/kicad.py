"""KiCad symbol libraries (`.kicad_sym`): a symbol whose datasheet or description says who makes it.

A library file is an S-expression. A symbol's name is a part number; the maker is taken from a property of that name, from the
library's own name where that is a maker's (`MCU_ST_STM32F4`), or from the site of its datasheet; never guessed from the number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from teardown.catalogue.rows import ImportedPart, RefusedRow
from teardown.errors import PartsDatabaseError

_TOKEN = re.compile(r'\(|\)|"((?:[^"\\]|\\.)*)"|([^\s()"]+)')
_MAKER_PROPERTIES = ("Manufacturer", "MANUFACTURER", "Mfr", "MF", "manf", "Manufacturer_Name")
_NUMBER_PROPERTIES = ("MPN", "Manufacturer_Part_Number", "manf#", "MP", "Mfr. No.")
# The site of a datasheet is the maker's own, or else it says nothing.
_SITE = re.compile(r"https?://(?:www\.|datasheets?\.|ww1\.|media\.|assets\.)?([a-z0-9-]+)\.", re.IGNORECASE)


def read_kicad(path: Path, resolve: Callable[[str], str | None]) -> Iterator[ImportedPart | RefusedRow]:
    """The symbols of a `.kicad_sym` file, or of all such files in a folder.

    Args:
        resolve: manufacturer id of a name, or None; used to see whether a word of the library's name, or the site that the
            datasheet is on, is a maker's.

    Raises:
        PartsDatabaseError: nothing to read, or a file is no symbol library.
    """
    files = sorted(path.glob("*.kicad_sym")) if path.is_dir() else [path]
    if not files:
        raise PartsDatabaseError(f"There are no .kicad_sym files in {path}.")
    for file in files:
        yield from _library(file, resolve)


def _library(file: Path, resolve: Callable[[str], str | None]) -> Iterator[ImportedPart | RefusedRow]:
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PartsDatabaseError(f"{file.name} cannot be read as a KiCad symbol library ({error}).") from error
    if not text.lstrip().startswith("(kicad_symbol_lib"):
        raise PartsDatabaseError(f"{file.name} is not a KiCad symbol library (.kicad_sym of KiCad 6 or later).")
    of_library = next((word for word in file.stem.split("_")[1:] if resolve(word)), "")
    symbols = dict(_symbols(text))
    for number, (name, properties) in enumerate(symbols.items(), start=1):
        parent = symbols.get(properties.get("extends", ""), {})
        merged = {**parent, **{key: value for key, value in properties.items() if value}}
        stated = next((merged[p] for p in _MAKER_PROPERTIES if merged.get(p)), "")
        maker = stated or of_library or _site(merged.get("Datasheet", ""), resolve)
        if not maker:
            yield RefusedRow(number, "the library does not say who makes it", f"{file.stem}:{name}"[:80])
            continue
        yield ImportedPart(
            part_number=next((merged[p] for p in _NUMBER_PROPERTIES if merged.get(p)), name),
            maker=maker,
            category=file.stem,
            package=merged.get("Footprint", ""),
            description=merged.get("ki_description", "") or merged.get("Description", ""),
            row=number,
            source=f"{file.stem}:{name}",
        )


def _site(datasheet: str, resolve: Callable[[str], str | None]) -> str:
    found = _SITE.match(datasheet)
    return found.group(1) if found and resolve(found.group(1)) else ""


def _symbols(text: str) -> Iterator[tuple[str, dict[str, str]]]:
    """(name, properties) of every symbol at the top level of a library; units of a symbol are not symbols."""
    depth = 0
    name = ""
    properties: dict[str, str] = {}
    pending: list[str] = []
    for token in _TOKEN.finditer(text):
        if token.group() == "(":
            depth += 1
            pending = []
        elif token.group() == ")":
            depth -= 1
            if depth == 1 and name:
                yield name, properties
                name, properties = "", {}
            pending = []
        else:
            pending.append(re.sub(r"\\(.)", r"\1", token.group(1)) if token.group(1) is not None else token.group(2))
            if depth == 2 and len(pending) == 2 and pending[0] == "symbol":
                name, properties = pending[1].rpartition(":")[2], {}
            elif depth == 3 and pending[0] == "extends" and len(pending) == 2:
                properties["extends"] = pending[1].rpartition(":")[2]
            elif depth == 3 and pending[0] == "property" and len(pending) == 3:
                properties[pending[1]] = "" if pending[2] == "~" else pending[2]
