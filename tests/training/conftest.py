import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "training"))  # scripts beside the package, not part of it
