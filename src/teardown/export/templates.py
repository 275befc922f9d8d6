"""Pages made of templates that lie beside the code: everything is escaped, and what nobody can see is shown as its code point."""

from __future__ import annotations

import base64
from functools import lru_cache
from importlib import resources
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template
from markupsafe import Markup

from teardown.export.cells import visible


@lru_cache(maxsize=4)
def template(package: str, name: str) -> Template:
    """The template `name` in the folder of a package (`teardown.report`)."""
    engine = Environment(
        loader=FunctionLoader(lambda file: file_text(package, file)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    return engine.get_template(name)


def file_text(package: str, name: str) -> str:
    """A text file in the folder of a package."""
    return (resources.files(package) / name).read_text(encoding="utf-8")


def data_url(picture: bytes) -> Markup:
    """A JPEG as an address that holds all of it."""
    # Base 64 has no character that means anything in an attribute.
    return Markup("data:image/jpeg;base64,") + base64.b64encode(picture).decode()


def _shown(value: Any) -> Any:
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value
