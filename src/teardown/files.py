"""Write files whole or not at all: stopped by a full disk or by Ctrl-C, nothing half-written lies where people look."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from teardown.errors import OutputError


def replace_file(path: Path, data: bytes) -> None:
    """Write a file, and its folder; one that is there is replaced only when the new one is complete.

    Raises:
        OutputError: it cannot be written.
    """
    with files_together(path.parent, {path.name: data}):
        pass


@contextmanager
def files_together(folder: Path, files: Mapping[str, bytes]) -> Iterator[dict[str, Path]]:
    """Write files beside their places, and give them these places when the block has ended well; otherwise nothing is left of
    them, nor of folders made for them, and what lay there before stays.

    Args:
        files: bytes by path in the folder, with `/` between steps.

    Raises:
        OutputError: one of them cannot be written.
    """
    placed = {name: folder / name for name in files}
    parts = {path: path.with_name(path.name + ".part") for path in placed.values()}
    made: list[Path] = []
    try:
        for name, path in placed.items():
            with _told(path):
                made += _make_folder(path.parent)
                parts[path].write_bytes(files[name])
        yield placed
        for path, part in parts.items():
            with _told(path):
                part.replace(path)
    finally:
        for part in parts.values():
            with suppress(OSError):
                part.unlink()
        for empty in reversed(made):
            # One that holds something stays.
            with suppress(OSError):
                empty.rmdir()


def _make_folder(folder: Path) -> list[Path]:
    missing = [f for f in (folder, *folder.parents) if not f.exists()][::-1]
    folder.mkdir(parents=True, exist_ok=True)
    return missing


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(
            f"{path} cannot be written ({error.strerror or error}). Close it where it is open, free some space, or choose "
            "another place."
        ) from error
