"""The settings and the facts that this instance works with."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings as django_settings

from teardown.settings import Settings

if TYPE_CHECKING:
    from teardown.parts import Facts
    from teardown.version import Version


def settings() -> Settings:
    """Teardown's settings as this process was started with them."""
    found: Settings = django_settings.TEARDOWN
    return found


def data() -> Path:
    """The data folder."""
    found: Path = django_settings.DATA
    return found


def facts() -> Facts:
    """The parts database, loaded once a process."""
    # The pipeline loads image libraries: only who asks for facts pays for them.
    from teardown.pipeline import facts_of

    return facts_of(settings())


def version() -> Version:
    """The version of method and facts that results are made with now."""
    from teardown.pipeline import version_of

    return version_of(settings())
