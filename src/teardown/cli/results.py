"""A result folder: the files for people that `export` writes, and beside them what later verbs need to go on."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from teardown.errors import NoInputError, OutputError
from teardown.files import replace_file
from teardown.model import Bom
from teardown.serial import SerialError, from_json, to_json

WORK = ".work"
"""Folder inside a result folder for what is not meant for people: finished photos, and the bill of materials as nouns."""
_BOM = "bom.json"


def work_folder(out: Path) -> Path:
    """The folder for what is not meant for people; made when it is not there.

    Raises:
        OutputError: it cannot be made.
    """
    folder = out / WORK
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"The folder {out} cannot be written ({error.strerror or error}). Choose another with --out."
        ) from error
    return folder


def missing_folders(out: Path) -> tuple[Path, ...]:
    """Which folders of a result are not there yet, the innermost first: what `take_back` is asked when nothing came of a run."""
    work = out / WORK
    return tuple(folder for folder in (work, *work.parents) if not folder.exists())


def take_back(folders: Iterable[Path]) -> None:
    """Remove those of the folders that are empty; `folders` come the innermost first."""
    for folder in folders:
        with suppress(OSError):
            folder.rmdir()


def save_bom(bom: Bom, out: Path) -> None:
    """Keep the bill of materials for `load_bom`.

    Raises:
        OutputError: the folder cannot be written.
    """
    replace_file(work_folder(out) / _BOM, to_json(bom).encode("utf-8"))


def is_result(folder: Path) -> bool:
    """Whether a folder holds the result of an analysis."""
    return (folder / WORK / _BOM).is_file()


def load_bom(folder: Path) -> Bom:
    """The bill of materials of a result folder.

    Raises:
        NoInputError: the folder holds no result, or one of another version.
    """
    path = folder / WORK / _BOM
    if not path.is_file():
        raise NoInputError(f"{folder} holds no result. Make one: teardown analyze PHOTOS --out {folder}")
    try:
        return from_json(Bom, path.read_bytes())
    except (SerialError, OSError) as error:
        raise NoInputError(
            f"The result in {folder} is of another version of Teardown, or damaged ({error}). Run teardown analyze again."
        ) from error
