"""Which files are meant when a person names files and folders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from teardown.errors import NoInputError
from teardown.intake.formats import sniff

_EXTENSIONS = frozenset({".jpg", ".jpeg", ".jpe", ".mpo", ".png", ".webp", ".tif", ".tiff", ".heic", ".heif", ".hif"})
_ENOUGH_TO_SNIFF = 512


def find_photos(paths: Iterable[Path | str]) -> tuple[Path, ...]:
    """The photo files meant by a list of files and folders, each once.

    A named file is always kept, missing or foreign though it be, so that its fate is reported. Folders are searched to any
    depth, in the order of names; a file in them counts when its name or its first bytes are those of a photo. Hidden files and
    folders are skipped, links to folders are not followed, and a link to a file counts only when it stays inside the
    folder that was named. Raises `NoInputError` when nothing is found.
    """
    asked = [Path(p) for p in paths]
    found: dict[Path, Path] = {}
    for path in asked:
        for file in _photos_in(path) if path.is_dir() else [path]:
            found.setdefault(file.resolve(), file)
    if not found:
        where = ", ".join(str(p) for p in asked) or "nothing"
        raise NoInputError(f"No photos found in {where}. Name the folder that holds the photos (JPEG, PNG, WebP, TIFF or HEIC).")
    return tuple(found.values())


def _photos_in(root: Path) -> Iterator[Path]:
    inside = root.resolve()
    for file in _walk(root):
        if file.is_symlink() and not file.resolve().is_relative_to(inside):
            continue
        if file.is_file() and (file.suffix.lower() in _EXTENSIONS or _starts_like_photo(file)):
            yield file


def _walk(folder: Path) -> Iterator[Path]:
    try:
        entries = sorted(folder.iterdir(), key=lambda p: p.name)
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if not entry.is_dir():
            yield entry
        elif not entry.is_symlink():
            yield from _walk(entry)


def _starts_like_photo(file: Path) -> bool:
    try:
        with file.open("rb") as stream:
            return sniff(stream.read(_ENOUGH_TO_SNIFF)) is not None
    except OSError:
        return False
