"""The files whose tests take longest begin first where several processes share the tests: none is left alone at the end.

Each file goes to one process (`--dist loadfile`), so that what it makes once is made once.
"""

from __future__ import annotations

from pathlib import Path

import pytest

_LONGEST = (
    "cli/test_analyze.py",
    "web/test_accessibility.py",
    "rendering/test_table_from_photos.py",
    "web/test_access.py",
    "web/test_serve.py",
    "web/test_journeys.py",
    "web/test_review_journey.py",
    "package/test_from_case.py",
    "web/test_advocate_journey.py",
    "casework/test_postgresql.py",
    "export/test_inert.py",
    "curation/test_examples.py",
    "casework/test_killed.py",
    "casework/test_backup.py",
    "web/test_advocates.py",
)
_HERE = Path(__file__).parent
_RANKS = {_HERE / name: rank for rank, name in enumerate(_LONGEST)}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: _RANKS.get(item.path, len(_RANKS)))
