"""Make the sample photos: a camera taken apart, rendered.

    python samples/make.py [FOLDER]

writes `photos/`, `labels.json`, `bodies.json` and `evidence.json` into FOLDER, by default the folder of this script. The same
version of the program and of its libraries gives the same pixels. The boards are a reconstruction and no evidence of anything:
each photo says so on its lower edge.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from teardown.rendering.folder import write_folder
from teardown.rendering.reference_camera import camera_teardown, evidence, marked
from teardown.rendering.spec import Scene


def main(folder: Path) -> None:
    """Render everything into a folder and say how large each photo became."""

    def told(scene: Scene, size: int) -> None:
        print(f"{scene.name}  {scene.camera.width} x {scene.camera.height}  {size / 1000:.0f} kB")

    scenes = [marked(scene) for scene in camera_teardown()]
    digests = write_folder(scenes, folder, told)
    text = json.dumps(evidence(scenes, digests), indent=1, ensure_ascii=False)
    (folder / "evidence.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
