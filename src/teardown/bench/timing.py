"""Time the pipeline against RapidOCR as it comes, on the same photos in the same run.

Every photo is handed to the two in turn, each in a process of its own, so that neither profits from the other's caches and the
peak memory is the operating system's figure for that process. What is compared is processor time, not the clock: machines are
shared.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from teardown.errors import EngineError

_PROGRAMS = {
    "teardown": (
        "from pathlib import Path\n"
        "from teardown.pipeline import analyze_photo\n"
        "from teardown.settings import load_settings\n"
        "settings = load_settings()\n"
        "def work(photo): analyze_photo(Path(photo), settings)\n"
    ),
    "rapidocr": "from rapidocr import RapidOCR\nwork = RapidOCR()\n",
}
_MEASURED = (
    "import json, os, pathlib, resource, sys\n"
    "def used(): return sum(os.times()[:4])\n"
    "work(sys.argv[1])\n"
    "before = used()\n"
    "work(sys.argv[2])\n"
    "spent = used() - before\n"
    "peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))\n"
    "pathlib.Path(sys.argv[3]).write_text(json.dumps([spent, peak]))\n"
)
"""A process first looks at a drawn chip, so that models and facts are loaded: a batch does that once."""


@dataclass(frozen=True, slots=True)
class PhotoCost:
    """What one program used for one photo."""

    photo: str
    megapixels: float
    program: str
    cpu_seconds: float
    """User and system time of the analysis, programs that it ran included; not of starting and of loading models."""
    peak_megabytes: float


@dataclass(frozen=True, slots=True)
class Timing:
    """What the programs used for all photos."""

    costs: tuple[PhotoCost, ...]

    def lines(self) -> list[str]:
        """The figures as they are printed: median cost per megapixel, peak memory, and the median ratio photo by photo."""
        out = []
        for program in _PROGRAMS:
            own = [cost for cost in self.costs if cost.program == program]
            if own:
                per_megapixel = statistics.median(cost.cpu_seconds / cost.megapixels for cost in own)
                total = sum(cost.cpu_seconds for cost in own) / sum(cost.megapixels for cost in own)
                peak = max(own, key=lambda cost: cost.peak_megabytes)
                out.append(
                    f"{program:9} CPU s/MP {total:6.2f} overall, {per_megapixel:6.2f} median photo; "
                    f"peak {peak.peak_megabytes:6.0f} MB ({peak.megapixels:.1f} MP)"
                )
        ratios = self.ratios()
        if ratios:
            spread = f"{min(ratios):.2f} to {max(ratios):.2f}"
            out.append(f"ratio     CPU, teardown / rapidocr: median {statistics.median(ratios):.2f} ({spread})")
        return out

    def ratios(self) -> tuple[float, ...]:
        """Teardown's processor time over RapidOCR's, photo by photo."""
        by_photo = {(cost.photo, cost.program): cost.cpu_seconds for cost in self.costs}
        photos = dict.fromkeys(cost.photo for cost in self.costs)
        return tuple(by_photo[p, "teardown"] / max(0.001, by_photo[p, "rapidocr"]) for p in photos if (p, "rapidocr") in by_photo)


def time_photos(
    photos: Sequence[tuple[Path, float]], *, mode: str = "thorough", progress: Callable[[str], None] = lambda name: None
) -> Timing:
    """Time both programs on each photo.

    Args:
        photos: (file, megapixels).
        mode: of our own analysis, see `Settings.mode`.

    Raises:
        EngineError: one of the two does not run.
    """
    costs = []
    with tempfile.TemporaryDirectory() as folder:
        chip = Path(folder) / "chip.png"
        _draw_chip(chip)
        for path, megapixels in photos:
            for program, code in _PROGRAMS.items():
                cpu, peak = _run(code + _MEASURED, chip, path, mode)
                costs.append(PhotoCost(path.name, megapixels, program, cpu, peak))
            progress(path.name)
    return Timing(tuple(costs))


def _draw_chip(path: Path) -> None:
    image = Image.new("RGB", (480, 320), (40, 90, 50))
    draw = ImageDraw.Draw(image)
    draw.rectangle((80, 70, 400, 250), fill=(30, 30, 30))
    for y, text in ((105, "BR24G64"), (170, "2034 A1B")):
        draw.text((120, y), text, fill=(220, 220, 220), font=ImageFont.load_default(44))
    image.save(path)


def _run(code: str, chip: Path, photo: Path, mode: str) -> tuple[float, float]:
    """(CPU seconds, peak megabytes) of a program's work on a photo."""
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "TEARDOWN_MODE": mode}
    measured = chip.with_name("measured.json")
    command = [sys.executable, "-c", code, str(chip), str(photo), str(measured)]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    if done.returncode:
        raise EngineError(
            f"The program to be timed ended with an error: {done.stderr.strip().splitlines()[-1:] or done.returncode}."
        )
    cpu, peak = json.loads(measured.read_text(encoding="ascii"))
    return float(cpu), float(peak) / 1024
