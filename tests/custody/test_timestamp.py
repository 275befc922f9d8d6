"""Time stamps: an authority made with OpenSSL for the test dates a checkpoint; forged, foreign and broken answers are refused."""

from __future__ import annotations

import http.server
import shutil
import subprocess
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from teardown.cli.program import run
from teardown.custody.timestamp import request_timestamp, stamped_at
from teardown.errors import CustodyError, OutputError, UsageError
from tests.custody.build import begin

pytest.importorskip("rfc3161_client", reason="the extra `timestamp` is not installed")
if not shutil.which("openssl"):
    pytest.skip("openssl is not here", allow_module_level=True)

_CONFIG = """
[ tsa ]
default_tsa = here
[ here ]
serial = {folder}/serial
crypto_device = builtin
signer_cert = {folder}/tsa.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha512
accuracy = secs:1
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""


class Authority:
    """A time-stamping authority with its own root."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        self.roots = folder / "root.pem"
        (folder / "tsa.cnf").write_text(_CONFIG.format(folder=folder))
        (folder / "serial").write_text("01\n")
        (folder / "use.cnf").write_text("extendedKeyUsage=critical,timeStamping\nkeyUsage=critical,digitalSignature\n")
        new = ["openssl", "req", "-newkey", "rsa:2048", "-nodes"]
        self._run(*new, "-x509", "-keyout", "root.key", "-out", "root.pem", "-subj", "/CN=Test root", "-days", "2")
        self._run(*new, "-keyout", "tsa.key", "-out", "tsa.csr", "-subj", "/CN=Test authority")
        signing = ["-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial", "-days", "2", "-extfile", "use.cnf"]
        self._run("openssl", "x509", "-req", "-in", "tsa.csr", "-out", "tsa.pem", *signing)

    def answer(self, url: str, query: bytes) -> bytes:
        (self.folder / "query.tsq").write_bytes(query)
        self._run("openssl", "ts", "-reply", "-config", "tsa.cnf", "-queryfile", "query.tsq", "-out", "reply.tsr")
        return (self.folder / "reply.tsr").read_bytes()

    def _run(self, *command: str) -> None:
        subprocess.run(command, cwd=self.folder, check=True, capture_output=True)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority") / "here")


@pytest.fixture
def address(authority: Authority) -> Iterator[str]:
    """The authority behind an address of this computer."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            answer = authority.answer("", body)
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *arguments: object) -> None:
            """Say nothing."""

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_a_checkpoint_is_dated_and_checks_with_openssl_alone(
    tmp_path: Path, authority: Authority, address: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    case = begin(tmp_path / "case").kept.folder
    paper = tmp_path / "paper.txt"
    monkeypatch.setenv("TEARDOWN_TIMESTAMP_URL", address)
    monkeypatch.setenv("TEARDOWN_TIMESTAMP_ROOTS", str(authority.roots))
    assert run(["case", "checkpoint", str(case), "--out", str(paper), "--stamp"]) == 0
    assert run(["verify", str(case), "--checkpoint", str(paper)]) == 0
    assert "The checkpoint existed on " in capsys.readouterr().out
    checked = subprocess.run(
        ["openssl", "ts", "-verify", "-data", str(paper), "-in", str(paper.with_suffix(".tsr")), "-CAfile", str(authority.roots)],
        capture_output=True,
        text=True,
    )
    assert checked.returncode == 0, checked.stderr
    paper.write_text(paper.read_text() + "\n")
    assert run(["verify", str(case), "--checkpoint", str(paper)]) == CustodyError.exit_code
    monkeypatch.delenv("TEARDOWN_TIMESTAMP_ROOTS")
    assert run(["verify", str(case), "--checkpoint", str(paper)]) == 0
    assert "was not checked" in capsys.readouterr().out


def test_only_the_hash_leaves(authority: Authority) -> None:
    sent = []

    def post(url: str, data: bytes) -> bytes:
        sent.append(data)
        return authority.answer(url, data)

    answer = request_timestamp(b"case: secret name", "http://x", post=post)
    assert b"secret" not in sent[0]
    assert abs(stamped_at(answer, b"case: secret name", authority.roots) - datetime.now(UTC)) < timedelta(minutes=5)


def test_a_stamp_of_other_bytes_or_of_another_authority_does_not_hold(authority: Authority, tmp_path: Path) -> None:
    answer = request_timestamp(b"these bytes", "http://x", post=authority.answer)
    with pytest.raises(CustodyError, match="does not hold"):
        stamped_at(answer, b"those bytes", authority.roots)
    with pytest.raises(CustodyError, match="does not hold"):
        stamped_at(answer, b"these bytes", Authority(tmp_path / "other").roots)
    flipped = bytearray(answer)
    flipped[-20] ^= 1
    with pytest.raises(CustodyError, match="does not hold"):
        stamped_at(bytes(flipped), b"these bytes", authority.roots)
    (tmp_path / "empty.pem").write_text("")
    with pytest.raises(UsageError, match="no certificates"):
        stamped_at(answer, b"these bytes", tmp_path / "empty.pem")


def test_answers_that_are_none(authority: Authority) -> None:
    old = request_timestamp(b"these bytes", "http://x", post=authority.answer)
    with pytest.raises(CustodyError, match="for other bytes"):
        request_timestamp(b"these bytes", "http://x", post=lambda url, data: old)
    with pytest.raises(CustodyError, match="no time stamp"):
        request_timestamp(b"these bytes", "http://x", post=lambda url, data: b"<html>")


def test_nobody_is_asked_unless_configured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(UsageError, match="No time-stamping authority"):
        request_timestamp(b"x", "")
    with pytest.raises(UsageError, match="no address"):
        request_timestamp(b"x", "file:///etc/passwd")
    with pytest.raises(OutputError, match="does not answer"):
        request_timestamp(b"x", "http://127.0.0.1:9/")
    case = begin(tmp_path / "case").kept.folder
    assert run(["case", "checkpoint", str(case), "--out", str(tmp_path / "paper.txt"), "--stamp"]) == UsageError.exit_code
    assert not (tmp_path / "paper.txt").exists()
