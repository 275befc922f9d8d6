"""Store a trained recogniser's weights in 16 bits: `python training/recogniser/halve.py TRAINED.onnx SHIPPED.onnx`."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from sixteen_bits import halve

if __name__ == "__main__":
    trained, shipped = Path(sys.argv[1]), Path(sys.argv[2])
    shutil.copy(trained, shipped)
    halve(shipped)
