"""Write rendered scenes as a folder laid out like labelled photos: `photos/`, `labels.json`, `bodies.json`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from teardown.rendering.optics import encode_jpeg
from teardown.rendering.scene import render_board
from teardown.rendering.spec import Scene
from teardown.rendering.truth import body_entry, label


def write_folder(scenes: Iterable[Scene], folder: Path, told: Callable[[Scene, int], None] | None = None) -> dict[str, str]:
    """Render and write the scenes; returns each photo's SHA-256 by name. `told` hears of each photo and its size in bytes."""
    photos = folder / "photos"
    photos.mkdir(parents=True, exist_ok=True)
    labels: list[dict[str, Any]] = []
    bodies: list[dict[str, Any]] = []
    digests: dict[str, str] = {}
    for scene in scenes:
        rendering = render_board(scene.board, scene.camera)
        data = encode_jpeg(rendering.pixels, scene.camera.quality)
        (photos / scene.name).write_bytes(data)
        digests[scene.name] = hashlib.sha256(data).hexdigest()
        labels.append(
            label(
                scene.name,
                digests[scene.name],
                scene.camera,
                rendering.bodies,
                scene.notes or "rendered board",
                "Rendered; no evidence of anything.",
            )
        )
        bodies.append(body_entry(scene.name, scene.camera, rendering.bodies))
        if told:
            told(scene, len(data))
    for name, entries in (("labels.json", labels), ("bodies.json", bodies)):
        text = "[\n" + ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in entries) + "\n]\n"
        (folder / name).write_text(text, encoding="utf-8")
    return digests
