"""Write a bag after RFC 8493, the same bytes for the same payload.

The library `bagit` checks what is written here, and every package that is verified. It does not write it: its `make_bag` changes
the working directory of the whole process, lists the tag files in the order in which the file system happens to return them, and
writes their manifest in a form that `sha256sum -c` does not take everywhere.
"""

from __future__ import annotations

import hashlib
import io
import shutil
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
_BLOCK = 1 << 20
BAGIT_TEXT = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


def write_bag(folder: Path, payload: Mapping[str, bytes | Path], info: Mapping[str, str]) -> dict[str, str]:
    """Write a bag into a folder that does not exist yet.

    Args:
        payload: bytes, or the file that holds them, by path below `data/`, with `/` between steps.
        info: for `bag-info.txt`; the payload's size is added.

    Returns:
        The SHA-256 of what was written, by path below `data/`.

    Raises:
        HostilePathError: a path of the payload is none that can be written everywhere.
        OutputError: the folder exists or cannot be written.
    """
    safe_members(payload)
    part = folder.with_name(f".{folder.name}.part")
    try:
        if folder.exists():
            raise OutputError(f"{folder} exists already. A package is never written over another: choose a new folder.")
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        size, digests = 0, {}
        for path, data in payload.items():
            digests[path], written = _write(part / PAYLOAD / path, data)
            size += written
        told = dict(sorted({**info, "Payload-Oxum": f"{size}.{len(payload)}"}.items()))
        tags = {
            BAGIT: BAGIT_TEXT,
            BAG_INFO: "".join(f"{key}: {_one_line(value)}\n" for key, value in told.items()),
            MANIFEST: _manifest({f"{PAYLOAD}/{path}": digest for path, digest in digests.items()}),
        }
        tags[TAG_MANIFEST] = _manifest({name: hashlib.sha256(text.encode()).hexdigest() for name, text in tags.items()})
        for name, text in tags.items():
            _write(part / name, text.encode())
        part.rename(folder)
        return digests
    except OSError as error:
        raise OutputError(
            f"The package {folder} cannot be written ({error.strerror or error}). Nothing of it was left. Free some space, or "
            "choose another folder."
        ) from error
    finally:
        # Stopped or without room, half a package is none.
        shutil.rmtree(part, ignore_errors=True)


def package_digest(folder: Path) -> str:
    """SHA-256 over the package's tag manifest, which pins every other file: what a ledger or a printed note names a package by.

    Raises:
        OSError: there is no tag manifest.
    """
    return hashlib.sha256((folder / TAG_MANIFEST).read_bytes()).hexdigest()


def _write(path: Path, data: bytes | Path) -> tuple[str, int]:
    """Write or copy one file; the SHA-256 of what was written and how many bytes it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with io.BytesIO(data) if isinstance(data, bytes) else data.open("rb") as source, path.open("xb") as target:
        while block := source.read(_BLOCK):
            digest.update(block)
            size += target.write(block)
    return digest.hexdigest(), size


def _manifest(digests: Mapping[str, str]) -> str:
    """Two spaces after the digest: the form that `sha256sum -c` reads on every system."""
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(digests.items()))


def _one_line(value: str) -> str:
    return visible(" ".join(value.split()))
