"""Write a bag after RFC 8493, the same bytes for the same payload.

The library `bagit` checks what is written here, and every package that is verified. It does not write it: its `make_bag` changes
the working directory of the whole process, lists the tag files in the order in which the file system happens to return them, and
writes their manifest in a form that `sha256sum -c` does not take everywhere.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from teardown.custody.paths import safe_members, visible
from teardown.errors import OutputError

ALGORITHM = "sha256"
MANIFEST = f"manifest-{ALGORITHM}.txt"
TAG_MANIFEST = f"tagmanifest-{ALGORITHM}.txt"
BAGIT = "bagit.txt"
BAG_INFO = "bag-info.txt"
PAYLOAD = "data"
BAGIT_TEXT = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


def write_bag(folder: Path, payload: Mapping[str, bytes], info: Mapping[str, str]) -> None:
    """Write a bag into a folder that does not exist yet.

    Args:
        payload: bytes by path below `data/`, with `/` between steps.
        info: for `bag-info.txt`; the payload's size is added.

    Raises:
        HostilePathError: a path of the payload is none that can be written everywhere.
        OutputError: the folder exists or cannot be written.
    """
    safe_members(payload)
    size = sum(len(data) for data in payload.values())
    told = dict(sorted({**info, "Payload-Oxum": f"{size}.{len(payload)}"}.items()))
    tags = {
        BAGIT: BAGIT_TEXT.encode(),
        BAG_INFO: "".join(f"{key}: {_one_line(value)}\n" for key, value in told.items()).encode(),
        MANIFEST: _manifest({f"{PAYLOAD}/{path}": data for path, data in payload.items()}),
    }
    tags[TAG_MANIFEST] = _manifest(tags)
    try:
        folder.mkdir(parents=True)
        for path, data in {**{f"{PAYLOAD}/{path}": data for path, data in payload.items()}, **tags}.items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
    except FileExistsError:
        raise OutputError(f"{folder} exists already. A package is never written over another: choose a new folder.") from None
    except OSError as error:
        raise OutputError(f"The package {folder} cannot be written ({error.strerror or error}). Free some space.") from error


def package_digest(folder: Path) -> str:
    """SHA-256 over the package's tag manifest, which pins every other file: what a ledger or a printed note names a package by.

    Raises:
        OSError: there is no tag manifest.
    """
    return hashlib.sha256((folder / TAG_MANIFEST).read_bytes()).hexdigest()


def _manifest(files: Mapping[str, bytes]) -> bytes:
    """Two spaces after the digest: the form that `sha256sum -c` reads on every system."""
    return "".join(f"{hashlib.sha256(data).hexdigest()}  {path}\n" for path, data in sorted(files.items())).encode()


def _one_line(value: str) -> str:
    return visible(" ".join(value.split()))
