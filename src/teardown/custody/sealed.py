"""Names and serial numbers that must be kept but never leave: records carry a salted digest, the text stays in one file."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from teardown.custody.faults import Fault, FaultKind
from teardown.errors import CustodyError, OutputError
from teardown.serial import SerialError, from_json, to_json

_PRIVATE = 0o600


@dataclass(frozen=True, slots=True)
class SealedText:
    """One text with the salt that its digest was made with."""

    digest: str
    """SHA-256 over the salt followed by the text, UTF-8; this is what records show."""
    salt: str
    """What it is, a colon, and 32 random hex digits: `serial of unit-1:0f3c…`. So the digest covers what it is, too."""
    text: str

    @property
    def what(self) -> str:
        """`serial of unit-1`, `respondent of answer-3`."""
        return self.salt.rpartition(":")[0]


def digest_of(salt: str, text: str) -> str:
    """The digest that stands in a record. The salt keeps short texts (serial numbers) from being found by trying them all."""
    return hashlib.sha256((salt + text).encode("utf-8")).hexdigest()


class SealedTexts:
    """The file of sealed texts of a case, readable by its owner alone."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def seal(self, text: str, *, what: str) -> str:
        """Keep a text and return its digest.

        Raises:
            OutputError: the file cannot be written.
        """
        salt = f"{what}:{secrets.token_hex(16)}"
        sealed = SealedText(digest_of(salt, text), salt, text)
        try:
            with FileLock(self.path.with_name(f".{self.path.name}.lock")):
                handle = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, _PRIVATE)
                with os.fdopen(handle, "wb") as file:
                    file.write(to_json(sealed).encode("utf-8"))
                    file.flush()
                    os.fsync(file.fileno())
        except OSError as error:
            raise OutputError(f"{self.path} cannot be written ({error.strerror or error}). Nothing was sealed.") from error
        return sealed.digest

    def reveal(self, digest: str) -> SealedText:
        """The text behind a digest, for who may see it.

        Raises:
            CustodyError: it is not kept here, or was changed.
        """
        for _, text in self._texts():
            if text and text.digest == digest and digest_of(text.salt, text.text) == digest:
                return text
        raise CustodyError(f"No text is sealed under {digest[:16]}…, or it was changed.")

    def all(self) -> tuple[SealedText, ...]:
        """All texts that are kept, in the order in which they were sealed."""
        return tuple(text for _, text in self._texts() if text)

    def digests(self) -> frozenset[str]:
        """Of all texts that are kept."""
        return frozenset(text.digest for text in self.all())

    def check(self) -> tuple[Fault, ...]:
        """Every line that is not as it was sealed."""
        where = self.path.name
        return tuple(
            Fault(FaultKind.CHANGED, f"{where} line {number}", "this sealed text was changed.")
            for number, text in self._texts()
            if text is None or digest_of(text.salt, text.text) != text.digest
        )

    def _texts(self) -> Iterator[tuple[int, SealedText | None]]:
        if not self.path.exists():
            return
        try:
            lines = self.path.read_bytes().split(b"\n")
        except OSError as error:
            raise CustodyError(f"{self.path} cannot be read ({error.strerror or error}).") from error
        for number, line in enumerate(lines, start=1):
            if not line and number == len(lines):
                return
            try:
                yield number, from_json(SealedText, line)
            except (SerialError, UnicodeDecodeError):
                yield number, None
