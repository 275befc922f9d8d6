"""What a result depends on besides the bytes of the photo: the method and the facts."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from teardown import __version__
from teardown.settings import Settings

_METHOD = (
    "intake",
    "reading",
    "detecting",
    "logos",
    "marking",
    "attribution",
    "parts",
    "geometry.py",
    "networks.py",
    "tiling.py",
    "model.py",
    "pipeline.py",
)
"""The parts of the package that decide what is found on a photo."""

_LIBRARIES = (
    "numpy",
    "onnxruntime",
    "openvino",
    "opencv-python-headless",
    "opencv-python",
    "pillow",
    "pi-heif",
    "rapidocr",
)
"""Libraries whose version can change a result: they decode the photo, or hold and run the models."""


@dataclass(frozen=True, slots=True)
class Version:
    """Two results with the same version and the same photo are the same."""

    method: str
    """`0.1.0+thorough.rapidocr.1a2b3c4d5e6f`: release, mode, readers, and a digest of code, weights, libraries and programs."""
    parts_db: str

    def __str__(self) -> str:
        return f"{self.method}-{self.parts_db}"


def method_version(settings: Settings, readers: tuple[str, ...]) -> str:
    """The method's version under these settings, with the readers that are really there."""
    return f"{__version__}+{settings.mode}.{'.'.join(readers) or 'none'}.{_digest('tesseract' in readers)}"


@lru_cache(maxsize=2)
def _digest(with_tesseract: bool) -> str:
    digest = hashlib.sha256()
    root = Path(str(resources.files("teardown")))
    for name in _METHOD:
        place = root / name
        for file in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if file.is_file() and file.suffix != ".pyc":
                digest.update(file.relative_to(root).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    for library in _LIBRARIES:
        try:
            digest.update(f"{library}={version(library)}\0".encode())
        except PackageNotFoundError:
            continue
    if with_tesseract:
        # A program of the operating system: another release of it may read differently.
        from teardown.reading.engines.tesseract import tesseract_version

        digest.update(f"tesseract={tesseract_version()}\0".encode())
    return digest.hexdigest()[:12]
