"""Finished photos on disk, so that nothing is computed twice and an interrupted run continues where it stopped."""

from __future__ import annotations

import os
import re
import tempfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from teardown.errors import OutputError
from teardown.model import PhotoAnalysis
from teardown.serial import SerialError, from_json, to_json


class Store:
    """Results by the hash of a photo's bytes, for one version of the method and of the parts database.

    A file appears whole or not at all, so several processes may share a folder, and being killed leaves no half result.
    """

    def __init__(self, folder: Path, version: str) -> None:
        """`version` stands for everything but the bytes that a result depends on; other versions' results are left alone."""
        self._folder = folder / re.sub(r"[^A-Za-z0-9.+_-]+", "_", version)

    def get(self, sha256: str, name: str) -> PhotoAnalysis | None:
        """The stored result under the name that the file has now, or None. A damaged file counts as none."""
        try:
            analysis = from_json(PhotoAnalysis, self._path(sha256).read_bytes())
        except (OSError, SerialError):
            return None
        if analysis.photo.sha256 != sha256:
            return None
        return replace(analysis, photo=replace(analysis.photo, name=name))

    def put(self, analysis: PhotoAnalysis) -> None:
        """Keep a result.

        Raises:
            OutputError: the folder cannot be written.
        """
        path = self._path(analysis.photo.sha256)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
            try:
                with os.fdopen(handle, "w", encoding="utf-8") as file:
                    file.write(to_json(analysis))
                    file.flush()
                    os.fsync(file.fileno())
                os.replace(temporary, path)
            except BaseException:
                with suppress(OSError):
                    os.unlink(temporary)
                raise
        except OSError as error:
            raise OutputError(
                f"The result of {analysis.photo.name} cannot be written to {path.parent} ({error.strerror or error}). "
                "Free some space, or choose another folder."
            ) from error

    def _path(self, sha256: str) -> Path:
        return self._folder / sha256[:2] / f"{sha256}.json"
