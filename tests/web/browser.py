"""A browser, and the application as its users start it: Debian's Chromium and `teardown serve`."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.web.stage import PASSWORD

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
NOT_HERE = "Chromium is not installed: apt-get install chromium"
ROOT = Path(__file__).resolve().parents[2]
PHONE = {"width": 375, "height": 720}
DESK = {"width": 1280, "height": 860}
PUSHED_SIDEWAYS = """() => [...document.querySelectorAll("main *")]
  .filter((part) => ["auto", "scroll"].includes(getComputedStyle(part).overflowX) && part.scrollWidth > part.clientWidth + 1)
  .map((part) => part.outerHTML.slice(0, 120))"""
"""Parts of a page that one reads only by pushing them sideways."""
_FLAGS = ["--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage", "--font-render-hinting=none"]


@contextmanager
def chromium() -> Iterator[Any]:
    """The browser of Debian; none is downloaded."""
    from playwright.sync_api import sync_playwright

    flags = [*_FLAGS, "--no-sandbox"] if os.geteuid() == 0 else _FLAGS
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        try:
            yield browser
        finally:
            browser.close()


def environment_of(data: Path) -> dict[str, str]:
    """The environment of a program that works on an instance of its own, without this process's settings."""
    own = {k: v for k, v in os.environ.items() if not k.startswith(("TEARDOWN_", "DJANGO_"))}
    return own | {"TEARDOWN_DATA": str(data), "TEARDOWN_MODE": "fast"}


@contextmanager
def served(data: Path, *, photos: int = 0, worker: bool = False, reviewed: bool = False, database: str = "") -> Iterator[str]:
    """A staged instance, served; yields its address. `database`: of PostgreSQL, in the place of an SQLite file."""
    environment = environment_of(data) | ({"TEARDOWN_DATABASE_URL": database} if database else {})
    filled = [sys.executable, "-m", "tests.web.stage", "--photos", str(photos), *(("--reviewed",) if reviewed else ())]
    subprocess.run(filled, cwd=ROOT, env=environment, check=True)
    port = free_port()
    command = [sys.executable, "-m", "teardown", "serve", "--port", str(port), *(() if worker else ("--no-worker",))]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(address, process)
        yield address
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(60)
        except subprocess.TimeoutExpired:
            process.kill()


def sign_in(page: Any, address: str, name: str) -> None:
    """Sign a person of the stage in, in the page's language."""
    page.goto(f"{address}/login/")
    page.fill("#id_username", name)
    page.fill("#id_password", PASSWORD)
    page.click("main form button")
    page.wait_for_url(lambda url: "/login/" not in url)


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def wait_for(address: str, process: subprocess.Popen[Any]) -> None:
    """Return when `teardown serve` answers at the address."""
    until = time.monotonic() + 120.0
    while time.monotonic() < until:
        if process.poll() is not None:
            raise AssertionError(f"teardown serve ended with {process.returncode}")
        try:
            with urllib.request.urlopen(f"{address}/alive/", timeout=5) as answer:  # noqa: S310 (our own address)
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("teardown serve does not answer")
