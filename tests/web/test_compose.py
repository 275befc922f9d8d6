"""The services of deploy/compose.yaml as processes: the commands and environments that stand there, on this machine's PostgreSQL.

What Docker adds (images, networks, volumes) is not part of it: names of services become this machine's address, `/data` a folder.
"""

from __future__ import annotations

import http.cookiejar
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.postgresql import NOT_HERE, new_database, programs, server
from tests.web.browser import environment_of, free_port
from tests.web.stage import CASE, PASSWORD, SAMPLES

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = ROOT / "deploy" / "compose.yaml"
HOST = "cases.example.org"


def _services() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))["services"]
    return found


def test_every_service_waits_for_what_it_needs() -> None:
    services = _services()
    assert set(services) == {"database", "pages", "worker", "scheduler", "analyst"}
    for name in ("pages", "worker"):
        assert services[name]["environment"]["TEARDOWN_DATABASE_URL"].startswith("postgresql://teardown:")
        assert services[name]["depends_on"]["database"] == {"condition": "service_healthy"}
        assert services[name]["volumes"] == ["data:/data"]
    # Nobody but the proxy on the same machine reaches the pages, whose word about the client is believed.
    assert services["pages"]["ports"] == ["127.0.0.1:8765:8765"]


@pytest.mark.evidence  # two minutes
@pytest.mark.skipif(programs() is None, reason=NOT_HERE)
def test_a_photo_goes_through_all_services(tmp_path: Path) -> None:
    services = _services()
    scheduler, port = free_port(), free_port()
    with ExitStack() as stack:
        database = new_database(stack.enter_context(server()), "compose")

        def here(text: str) -> str:
            text = re.sub(r"postgresql://teardown:\S+@database/teardown", database, text)
            text = text.replace("scheduler:8786", f"127.0.0.1:{scheduler}").replace("${TEARDOWN_HOSTS}", HOST)
            return str(tmp_path / "data") if text == "/data" else text

        def started(name: str, *further: str) -> subprocess.Popen[bytes]:
            service = services[name]
            environment = {k: here(str(v)) for k, v in service.get("environment", {}).items()}
            command = [here(part) for part in service["command"]]
            program = (
                [sys.executable, "-m", "teardown"] if command[0] == "teardown" else [str(Path(sys.executable).with_name("dask"))]
            )
            return stack.enter_context(_process([*program, *command[1:], *further], environment, tmp_path))

        started("scheduler", "--host", "127.0.0.1", "--port", str(scheduler))
        started("analyst")
        pages = started("pages", "--port", str(port))
        browser = _Browser(f"http://127.0.0.1:{port}")
        _until(lambda: pages.poll() is not None or browser.answers(), "the pages answer")
        # People and a case, in the database that the services share.
        shared = {k: here(str(v)) for k, v in services["pages"]["environment"].items()}
        stage = [sys.executable, "-m", "tests.web.stage"]
        subprocess.run(stage, cwd=ROOT, env=environment_of(tmp_path / "data") | shared, check=True)
        started("worker")
        browser.sign_in("volunteer")
        told = browser.send(f"/cases/{CASE}/upload/", SAMPLES / "power-audio-board.jpg")
        assert "power-audio-board.jpg" in told
        browser.sign_in("anna")
        _until(lambda: "C001" in browser.get(f"/cases/{CASE}/components/"), "the photo's components are there")


class _Browser:
    """As much of one as it takes to sign in and send a photo, behind a proxy with HTTPS."""

    def __init__(self, address: str) -> None:
        self._address = address
        # Cookies for HTTPS alone are sent to our own address, too: the proxy's end of the line has no HTTPS.
        self._jar = http.cookiejar.CookieJar(http.cookiejar.DefaultCookiePolicy(secure_protocols=("http", "https")))
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self._jar))

    def answers(self) -> bool:
        try:
            return self.get("/alive/") == "alive\n"
        except OSError:
            return False

    def get(self, path: str, data: bytes | None = None, **headers: str) -> str:
        asked = urllib.request.Request(self._address + path, data)  # noqa: S310 (our own address)
        given = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": HOST, "X-Forwarded-For": "192.0.2.7", "Host": HOST}
        for name, value in (given | {"Referer": f"https://{HOST}{path}"} | headers).items():
            asked.add_unredirected_header(name, value)
        with self._opener.open(asked, timeout=60) as answer:
            return str(answer.read().decode())

    def sign_in(self, name: str) -> None:
        self._jar.clear()
        token = self._token(self.get("/login/"))
        form = urllib.parse.urlencode({"username": name, "password": PASSWORD, "csrfmiddlewaretoken": token})
        with pytest.MonkeyPatch.context() as patched:
            # The page after signing in is asked for by the next step: a redirection would lose the proxy's headers.
            patched.setattr(urllib.request.HTTPRedirectHandler, "redirect_request", lambda *given: None)
            with pytest.raises(urllib.error.HTTPError, match="302"):
                self.get("/login/", form.encode())

    def send(self, path: str, photo: Path) -> str:
        page = self.get(path)
        unit = re.search(r'name="unit"[^>]*value="([^"]+)"|<option value="([^"]+)"', page)
        assert unit
        fields = {"csrfmiddlewaretoken": self._token(page), "unit": unit[1] or unit[2]}
        mark = "----a-photo"
        lines = []
        for name, value in fields.items():
            lines += [f"--{mark}", f'Content-Disposition: form-data; name="{name}"', "", value]
        lines += [f"--{mark}", f'Content-Disposition: form-data; name="photos"; filename="{photo.name}"']
        head = "\r\n".join([*lines, "Content-Type: image/jpeg", "", ""]).encode()
        body = head + photo.read_bytes() + f"\r\n--{mark}--\r\n".encode()
        return self.get(path, body, **{"Content-Type": f"multipart/form-data; boundary={mark}", "HX-Request": "true"})

    def _token(self, page: str) -> str:
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert found
        return found[1]


@contextmanager
def _process(command: list[str], given: Mapping[str, str], place: Path) -> Iterator[subprocess.Popen[bytes]]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("TEARDOWN_", "DJANGO_"))}
    process = subprocess.Popen(command, cwd=place, env=environment | given | {"TEARDOWN_MODE": "fast"}, start_new_session=True)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(60)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _until(holds: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + 300.0
    while not holds():
        assert time.monotonic() < end, f"not within five minutes: {what}"
        time.sleep(0.5)
