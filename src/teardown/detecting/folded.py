"""Detectors for measuring: one per group of repositories, none of which saw the photos it is asked about."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from teardown.detecting.detector import BodyDetector
from teardown.errors import TeardownError


class FoldedDetectors:
    """A folder with `folds.json` ({repository: fold number}) and `fold<number>.onnx`, trained without that fold's repositories.

    `only` names the folds that will be asked for; left out, all. Raises `TeardownError` when the folder is incomplete.
    """

    def __init__(self, folder: Path, threads: int = 1, only: frozenset[int] | None = None) -> None:
        try:
            self._fold: dict[str, int] = json.loads((folder / "folds.json").read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise TeardownError(f"{folder} has no readable folds.json, which says whom each model never saw: {error}") from error
        self._folder, self._threads = folder, threads
        self._loaded: dict[int, BodyDetector] = {}
        missing = sorted({f"fold{f}.onnx" for f in only or self._fold.values() if not (folder / f"fold{f}.onnx").is_file()})
        if missing:
            raise TeardownError(f"{folder} lacks {', '.join(missing)}.")

    def check(self, repositories: Iterable[str]) -> None:
        """Raise `TeardownError` where one of the repositories is not in folds.json."""
        for repo in repositories:
            if repo not in self._fold:
                raise TeardownError(
                    f"folds.json does not say which model is unseen by {repo}; train the folds anew with its photos."
                )

    def fold_of(self, repo: str) -> int:
        """The fold of a repository. Raises `TeardownError` for one that folds.json lacks."""
        self.check((repo,))
        return self._fold[repo]

    def for_repository(self, repo: str) -> BodyDetector:
        """The detector that was trained without this repository. Raises `TeardownError` for one that folds.json lacks."""
        fold = self.fold_of(repo)
        if fold not in self._loaded:
            self._loaded[fold] = BodyDetector(self._folder / f"fold{fold}.onnx", self._threads)
        return self._loaded[fold]
