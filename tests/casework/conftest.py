"""Each test has a data folder of its own: what lies in a vault on no record is a fault."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def _own_data_folder(settings: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    for name in ("vault", "derived", "incoming", "static"):
        (folder / name).mkdir()
    settings.DATA = folder
    return folder
