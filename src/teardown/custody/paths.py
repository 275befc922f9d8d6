"""Names inside archives and packages: which ones may be written on this computer. Everything else is refused, never repaired."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from pathlib import PurePosixPath

from teardown.errors import CustodyError

# Names that Windows opens as devices whatever their ending: "Naming Files, Paths, and Namespaces", Microsoft Learn.
_DEVICES = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)
_LONGEST_PART = 200
"""Bytes of one name; common file systems take 255, and a temporary ending needs room."""
_LONGEST_PATH = 400


class HostilePathError(CustodyError):
    """A name inside an archive or package would be written where it does not belong, or cannot be written everywhere."""


def safe_member(name: str) -> PurePosixPath:
    """The path of an archive's member, when it is one that stays inside the folder it is unpacked to, on any system.

    Refused are absolute paths, drive letters, `..` and `.`, `~`, backslashes, control and format characters (CR, LF, NUL,
    characters that turn the writing direction), devices of Windows, names that end in a space or a dot, and too long ones.

    Raises:
        HostilePathError: with the reason.
    """
    why = _objection(name)
    if why:
        raise HostilePathError(f"The name {visible(name)!r} is refused: {why}. Nothing was unpacked.")
    return PurePosixPath(name)


def safe_members(names: Iterable[str]) -> tuple[PurePosixPath, ...]:
    """`safe_member` of all names, which must also differ on systems that tell neither case nor spellings of accents apart.

    Raises:
        HostilePathError: for a name, or two names that would be one file, or a name that is a file and a folder at once.
    """
    seen: dict[str, str] = {}
    paths = []
    for name in names:
        path = safe_member(name)
        folded = _folded(name)
        if folded in seen:
            raise HostilePathError(
                f"The names {visible(seen[folded])!r} and {visible(name)!r} would be one file on some systems."
            )
        seen[folded] = name
        paths.append(path)
    for path in paths:
        for folder in path.parents:
            if folder != PurePosixPath(".") and _folded(str(folder)) in seen:
                raise HostilePathError(f"The name {visible(str(folder))!r} is a file and a folder at once. Nothing was unpacked.")
    return tuple(paths)


def visible(text: str) -> str:
    """A text that may hold anything, with what would move the cursor or turn the writing direction shown as its code."""
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _objection(name: str) -> str:
    if not name:
        return "it is empty"
    if any(unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") for c in name):
        return "it holds characters that cannot be seen"
    if name.startswith("/"):
        return "it is an absolute path"
    if "\\" in name:
        return "it holds a backslash"
    if ":" in name:
        return "it holds a colon, which stands for a drive or a stream on Windows"
    if len(name.encode("utf-8")) > _LONGEST_PATH:
        return "it is too long"
    for part in name.split("/"):
        if part in ("", ".", ".."):
            return "it has a step that is empty, `.` or `..`"
        if part.startswith("~"):
            return "it begins with ~, which stands for somebody's home folder"
        if part.endswith((" ", ".")):
            return "it has a step that ends in a space or a dot"
        if _DEVICES.fullmatch(part):
            return "it is the name of a device on Windows"
        if any(c in '<>"|?*' for c in part):
            return "it holds a character that cannot be in a file's name on Windows"
        if len(part.encode("utf-8")) > _LONGEST_PART:
            return "it has a step that is too long"
    return ""
