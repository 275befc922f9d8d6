"""The Japanese texts: complete, compiled, and with the same places to fill in as the English ones."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import polib
import pytest

ROOT = Path(__file__).resolve().parents[2]


def _tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("messages", ROOT / "tools" / "messages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_compiled_texts_are_those_that_were_translated() -> None:
    tool = _tool()
    assert tool.TEXTS.with_suffix(".mo").read_bytes() == tool.compiled(), "run: python tools/messages.py --compile"


def test_everything_is_translated() -> None:
    texts = polib.pofile(str(_tool().TEXTS))
    assert [entry.msgid for entry in [*texts.untranslated_entries(), *texts.fuzzy_entries()]] == []


def test_a_translation_fills_in_what_the_text_does() -> None:
    for entry in polib.pofile(str(_tool().TEXTS)):
        for told in [entry.msgstr, *entry.msgstr_plural.values()]:
            if told:
                asked = set(re.findall(r"%\(\w+\)s|\{\w+\}", entry.msgid + entry.msgid_plural))
                assert set(re.findall(r"%\(\w+\)s|\{\w+\}", told)) <= asked, entry.msgid


@pytest.mark.skipif(not shutil.which("xgettext"), reason="GNU gettext is not installed: apt-get install gettext")
def test_no_text_is_missing_from_the_list(tmp_path: Path) -> None:
    """What `make messages` would find now is what is there."""
    copy = tmp_path / "web"
    shutil.copytree(ROOT / "src" / "teardown" / "web", copy, ignore=shutil.ignore_patterns("__pycache__", "guide"))
    command = [sys.executable, "-m", "django", "makemessages", "--locale=ja", "--no-location", "--no-wrap", "--no-obsolete"]
    subprocess.run(command, cwd=copy, check=True, capture_output=True, env=os.environ | {"DJANGO_SETTINGS_MODULE": ""})
    found = polib.pofile(str(copy / "locale" / "ja" / "LC_MESSAGES" / "django.po"))
    known = polib.pofile(str(_tool().TEXTS))
    assert {e.msgid for e in found} == {e.msgid for e in known}, "run: make messages"
