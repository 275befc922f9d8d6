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

from PIL import Image

from teardown.errors import EngineError

_PROGRAMS = {
    "teardown": (
        "import sys\n"
        "from pathlib import Path\n"
        "from teardown.pipeline import analyze_photo\n"
        "from teardown.settings import load_settings\n"
        "analyze_photo(Path(sys.argv[1]), load_settings())\n"
    ),
    "rapidocr": "import sys\nfrom rapidocr import RapidOCR\nRapidOCR()(sys.argv[1])\n",
}
_WRAPPER = (
    "import json, resource, subprocess, sys\n"
    "code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode\n"
    "used = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
    "print(json.dumps([code, used.ru_utime + used.ru_stime, used.ru_maxrss]))\n"
)


@dataclass(frozen=True, slots=True)
class PhotoCost:
    """What one program used for one photo."""

    photo: str
    megapixels: float
    program: str
    cpu_seconds: float
    """User and system time of the process, its start taken off."""
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
    # Starting Python and loading the models is done once for a whole batch: a small empty picture costs that and hardly more.
    with tempfile.TemporaryDirectory() as folder:
        empty = Path(folder) / "empty.png"
        Image.new("RGB", (64, 64), "grey").save(empty)
        starts = {program: _run([sys.executable, "-c", code, str(empty)], mode)[0] for program, code in _PROGRAMS.items()}
    costs = []
    for path, megapixels in photos:
        for program, code in _PROGRAMS.items():
            cpu, peak = _run([sys.executable, "-c", code, str(path)], mode)
            costs.append(PhotoCost(path.name, megapixels, program, max(0.0, cpu - starts[program]), peak))
        progress(path.name)
    return Timing(tuple(costs))


def _run(command: Sequence[str], mode: str) -> tuple[float, float]:
    """(CPU seconds, peak megabytes) of a command."""
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "TEARDOWN_MODE": mode}
    done = subprocess.run(
        [sys.executable, "-c", _WRAPPER, *command], capture_output=True, text=True, env=environment, check=False
    )
    try:
        code, cpu, peak = json.loads(done.stdout)
    except ValueError:
        code, cpu, peak = 1, 0.0, 0.0
    if code:
        raise EngineError(f"The program to be timed ended with an error: {done.stderr.strip().splitlines()[-1:] or code}.")
    return float(cpu), float(peak) / 1024
