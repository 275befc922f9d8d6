"""The folder in which the application keeps everything, and the secret key in it."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import platformdirs

from teardown.errors import OutputError
from teardown.settings import Settings

_PLACES = ("vault", "derived", "incoming", "static")


def folder_named(settings: Settings) -> Path:
    """The data folder of these settings, whether or not it is there."""
    return settings.data or Path(platformdirs.user_data_dir("teardown", appauthor=False))


def data_folder(settings: Settings) -> Path:
    """The data folder of these settings, made with its places when it is not there; only its owner may look into it.

    Raises:
        OutputError: it cannot be made.
    """
    folder = folder_named(settings)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for place in _PLACES:
            (folder / place).mkdir(exist_ok=True, mode=0o700)
    except OSError as error:
        raise OutputError(
            f"The data folder {folder} cannot be made ({error.strerror or error}). Name another one with TEARDOWN_DATA."
        ) from error
    return folder.resolve()


def secret_key(folder: Path) -> str:
    """The instance's secret, made on first use, readable by its owner alone. Two processes that start together get the same.

    Raises:
        OutputError: it cannot be read or written.
    """
    path = folder / "secret-key"
    try:
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return path.read_text(encoding="ascii").strip() or _still_empty(path)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            key = secrets.token_urlsafe(50)
            file.write(key + "\n")
            return key
    except OSError as error:
        raise OutputError(f"The secret key {path} cannot be used ({error.strerror or error}).") from error


def _still_empty(path: Path) -> str:
    raise OutputError(f"The secret key {path} is empty. Start again in a moment; if it stays empty, delete the file.")
