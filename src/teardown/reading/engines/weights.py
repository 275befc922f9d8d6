"""Where the PP-OCR weights lie.

- In the wheel of `rapidocr` 3.10: PP-OCRv6 small detector and recogniser, Apache-2.0. It is used as a box of weights only: its
  Python code is never imported.
- In this package, `models/`: PP-OCRv4 mobile detector, Apache-2.0. Its wheel, `rapidocr-onnxruntime`, requires a second
  owner of the package `cv2` (docs/dependencies.md). And the v6 recogniser as we trained it on for markings (training/recogniser).
"""

from __future__ import annotations

import importlib.metadata
from pathlib import Path

from teardown.errors import EngineError

V6_DETECTOR = ("rapidocr", "rapidocr/models/PP-OCRv6_det_small.onnx")
V6_RECOGNISER = ("rapidocr", "rapidocr/models/PP-OCRv6_rec_small.onnx")
V4_DETECTOR = ("teardown", "models/ch_PP-OCRv4_det_infer.onnx")
MARKINGS_RECOGNISER = ("teardown", "models/markings_rec.onnx")

_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5
_METADATA_FIELD = 14
"""`metadata_props` of ModelProto in onnx.proto3."""


def weights(source: tuple[str, str]) -> Path:
    """The file of (distribution, path inside it), where `teardown` is this package and the path is beside this module.

    Raises EngineError, with what to install, when it is not there.
    """
    distribution, inner = source
    if distribution == "teardown":
        path = Path(__file__).parent / inner
        if not path.is_file():
            raise EngineError(f"The text reader's model {path.name} is missing. Install Teardown again.")
        return path
    try:
        path = Path(str(importlib.metadata.distribution(distribution).locate_file(inner)))
    except importlib.metadata.PackageNotFoundError:
        path = Path()
    if not path.is_file():
        raise EngineError(
            f"The text reader's model {Path(inner).name} is missing. "
            f"Install it with: python -m pip install {distribution} --no-deps"
        )
    return path


def alphabet(path: Path) -> tuple[str, ...]:
    """The characters a recogniser's classes stand for, class 0 (the CTC blank) as an empty text and the space last.

    They are read from the metadata of the ONNX file itself. Raises EngineError when it carries none.
    """
    text = _metadata(path.read_bytes()).get("character")
    if text is None:
        raise EngineError(f"{path.name} does not say which characters it reads; install the package it came with anew.")
    return ("", *text.split("\n"), " ")


def _metadata(model: bytes) -> dict[str, str]:
    """The key-value pairs of an ONNX model, without needing the `onnx` package: walks the top-level protobuf fields."""
    out: dict[str, str] = {}
    for field, value in _fields(model):
        if field == _METADATA_FIELD:
            pair = {f: v.decode("utf-8", "replace") for f, v in _fields(value)}
            out[pair.get(1, "")] = pair.get(2, "")
    return out


def _fields(data: bytes) -> list[tuple[int, bytes]]:
    """Length-delimited fields of a protobuf message; numbers are skipped. Raises EngineError on a broken message."""
    out: list[tuple[int, bytes]] = []
    at = 0
    while at < len(data):
        tag, at = _varint(data, at)
        field, kind = tag >> 3, tag & 7
        if kind == _VARINT:
            _, at = _varint(data, at)
        elif kind == _BYTES:
            length, at = _varint(data, at)
            if at + length > len(data):
                raise EngineError("A text reader's model file ends early; install its package anew.")
            out.append((field, data[at : at + length]))
            at += length
        elif kind in (_FIXED64, _FIXED32):
            at += 8 if kind == _FIXED64 else 4
        else:
            raise EngineError("A text reader's model file is damaged; install its package anew.")
    return out


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while at < len(data):
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if not byte & 0x80:
            return value, at
        shift += 7
    raise EngineError("A text reader's model file ends early; install its package anew.")
