"""From photos of circuit boards to a bill of materials in which every chip is attributed to a company by evidence.

In notebooks and programs (`docs/python.md`):

    import teardown

    result = teardown.analyze("photos/", unit="camera")
    result.to_dataframe()
    teardown.read_marking(["winbond", "25Q128JVSQ"])
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from teardown.api import ReadMarking, Result, analyze, read_marking
    from teardown.settings import Settings, load_settings

__all__ = ["ReadMarking", "Result", "Settings", "__version__", "analyze", "load_settings", "read_marking"]


def __getattr__(name: str) -> Any:
    """Load the public names when they are first used: image and table libraries take a second to load."""
    if name in ("Settings", "load_settings"):
        from teardown import settings

        return getattr(settings, name)
    if name in __all__:
        from teardown import api

        return getattr(api, name)
    raise AttributeError(f"module 'teardown' has no attribute '{name}'")
