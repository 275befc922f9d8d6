"""Measure every page of a large case with many people at work, and print a table for docs/measurements.md.

    python -m teardown.bench.web --data FOLDER [--photos 2000] [--components 50000] [--people 20] [--seconds 10] [--think 2000]

The folder is filled once; another run with the same folder measures again. The server is `teardown serve`, on loopback, without
its analysis worker. Each page is asked for by all people at once for some seconds, each waiting between two pages for as long as
somebody reads (`--think`, milliseconds on average; 0 asks without a pause). Needs wrk (`apt-get install wrk`).
"""

from __future__ import annotations

import argparse
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click


def main(arguments: Sequence[str] | None = None) -> int:
    """Fill, serve, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m teardown.bench.web", description="Measure pages under load.")
    parser.add_argument("--data", type=Path, required=True, help="folder of the measured instance; made when it is not there")
    parser.add_argument("--photos", type=int, default=2000)
    parser.add_argument("--components", type=int, default=50_000)
    parser.add_argument("--units", type=int, default=40)
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--think", type=int, default=2000, help="milliseconds between two pages of one person")
    parser.add_argument("--work", action="store_true", help="print the processor time of each page instead, one person asking")
    parser.add_argument("--only", default="", help="measure only pages whose name holds this")
    given = parser.parse_args(arguments)
    os.environ["TEARDOWN_DATA"] = str(given.data)
    from teardown.bench.web.load import load_average, measure
    from teardown.web import prepare

    prepare.set_up()
    prepare.make_ready()
    from teardown.bench.web.case import Size
    from teardown.bench.web.pages import cases_of_size, pages_of, sessions_for, work_of

    case, people = cases_of_size(Size(given.units, given.photos, given.components), given.people)
    sessions = sessions_for(people)
    pages = {name: page for name, page in pages_of(case).items() if given.only in name}
    click.echo(
        f"{given.photos} photos, {given.components} components, {given.people} people, {given.think} ms between two pages;"
    )
    click.echo(f"{os.cpu_count()} processor cores, load before: {load_average()}\n")
    if given.work:
        click.echo("| page | processor ms |\n|---|---:|")
        for name, page in pages.items():
            click.echo(f"| {name} | {work_of(page, people[0]):.0f} |")
        return 0
    click.echo("| page | requests | p50 ms | p95 ms | longest ms | errors |\n|---|---:|---:|---:|---:|---:|")
    slow = 0
    with _served(given.data) as address:
        for name, page in pages.items():
            _once(address + page, sessions[0])
            found = measure(address, page, sessions, people=given.people, seconds=given.seconds, think_ms=given.think)
            slow += found.p95 > 300
            click.echo(
                f"| {name} | {found.requests} | {found.p50:.0f} | {found.p95:.0f} | {found.longest:.0f} | {found.errors} |",
            )
    click.echo(f"\nload after: {load_average()}; {slow} of {len(pages)} pages above 300 ms at p95")
    return 0


def _once(address: str, session: str) -> None:
    """Ask once before measuring: what is made at the first time only is not what people wait for."""
    request = urllib.request.Request(address, headers={"Cookie": f"sessionid={session}"})  # noqa: S310 (our own address)
    with urllib.request.urlopen(request, timeout=120) as answer:  # noqa: S310
        answer.read()


@contextmanager
def _served(data: Path) -> Iterator[str]:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    command = [sys.executable, "-m", "teardown", "serve", "--port", str(port), "--no-worker"]
    process = subprocess.Popen(command, env=os.environ | {"TEARDOWN_DATA": str(data)}, stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            try:
                with urllib.request.urlopen(f"{address}/alive/", timeout=5):  # noqa: S310 (our own address)
                    break
            except (urllib.error.URLError, OSError):
                time.sleep(0.5)
        yield address
    finally:
        process.terminate()
        process.wait(60)


if __name__ == "__main__":
    sys.exit(main())
