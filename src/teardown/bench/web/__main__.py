"""Measure every page of a large case with many people at work, and print a table for docs/measurements.md.

    python -m teardown.bench.web --data FOLDER [--photos 2000] [--components 50000] [--people 20] [--seconds 10] [--think 2000]
    python -m teardown.bench.web --data FOLDER --mixed --seconds 60
    python -m teardown.bench.web --data FOLDER --work [--components 5000 --components 20000 --components 50000]

The folder is filled once; another run with the same folder measures again. The server is `teardown serve`, on loopback, without
its analysis worker. Each page is asked for by all people at once for some seconds, each waiting between two pages for as long as
somebody reads (`--think`, milliseconds on average; 0 asks without a pause). With `--mixed` everybody asks for another page each
time, which takes one run. With `--work` one person asks, and the processor time of each page is printed: while nothing changed in
the case, and after a change. Needs wrk (`apt-get install wrk`).
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
from typing import TYPE_CHECKING

import click

from teardown.errors import UsageError

if TYPE_CHECKING:
    from teardown.casework.models import Case, User


_BEFORE = 6
"""Times that a page is asked for before it is measured, so that each process of the server has made it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Fill, serve, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m teardown.bench.web", description="Measure pages under load.")
    parser.add_argument("--data", type=Path, required=True, help="folder of the measured instance; made when it is not there")
    parser.add_argument(
        "--components", type=int, action="append", help="size of the case, 50000 unless given; several with --work"
    )
    parser.add_argument("--photos", type=int, default=None, help="a photo for every 25 components unless given")
    parser.add_argument("--units", type=int, default=None, help="a unit for every 1250 components unless given")
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--processes", type=int, default=None, help="of the server; as many as it starts unless given")
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--think", type=int, default=2000, help="milliseconds between two pages of one person")
    parser.add_argument("--mixed", action="store_true", help="ask for all pages by turns, in one run")
    parser.add_argument("--work", action="store_true", help="print the processor time of each page instead, one person asking")
    parser.add_argument("--only", default="", help="measure only pages whose name holds this")
    given = parser.parse_args(arguments)
    os.environ["TEARDOWN_DATA"] = str(given.data)
    from teardown.bench.web.load import load_average
    from teardown.web import prepare

    prepare.set_up()
    prepare.make_ready()
    from teardown.bench.web.case import Size
    from teardown.bench.web.pages import cases_of_size

    sizes = [Size(given.units or max(1, n // 1250), given.photos or max(1, n // 25), n) for n in given.components or [50_000]]
    made = [cases_of_size(size, given.people) for size in sizes]
    for size in sizes:
        click.echo(f"{size.photos} photos, {size.components} components, {size.units} units")
    click.echo(f"{os.cpu_count()} processor cores, load before: {load_average()}")
    if given.work:
        _work(made, given.only)
        return 0
    if len(made) > 1:
        raise UsageError("Several sizes are measured with --work. Name one for people at work.")
    click.echo(f"{given.people} people, {given.think} ms between two pages on average\n")
    slow = _load(*made[0], given)
    click.echo(f"\nload after: {load_average()}; {slow} above 300 ms at p95")
    return 0


def _work(made: Sequence[tuple[Case, Sequence[User]]], only: str) -> None:
    """A row a page; two columns a size."""
    from teardown.bench.web.pages import pages_of, work_of

    heads = "".join(f" {case.components.count()} | after a change |" for case, _people in made)
    click.echo(f"\n| page, processor ms |{heads}\n|---|{'---:|' * 2 * len(made)}")
    pages = [pages_of(case) for case, _people in made]
    for name in pages[0]:
        if only in name:
            found = [work_of(of_case[name], people[0]) for of_case, (_case, people) in zip(pages, made, strict=True)]
            click.echo(f"| {name} |" + "".join(f" {work.again:.0f} | {work.changed:.0f} |" for work in found))


def _load(case: Case, people: Sequence[User], given: argparse.Namespace) -> int:
    """A row a page; how many pages were slow."""
    from teardown.bench.web.load import measure
    from teardown.bench.web.pages import pages_of, sessions_for

    sessions = sessions_for(people)
    pages = {name: page for name, page in pages_of(case).items() if given.only in name}
    runs = {"all pages by turns": list(pages.values())} if given.mixed else {name: [page] for name, page in pages.items()}
    click.echo("| page | requests | p50 ms | p95 ms | longest ms | errors |\n|---|---:|---:|---:|---:|---:|")
    slow = 0
    with _served(given.data, given.processes) as address:
        for name, asked in runs.items():
            for page in asked * _BEFORE:
                _once(address + page, sessions[0])
            found = measure(address, asked, sessions, people=given.people, seconds=given.seconds, think_ms=given.think)
            slow += found.p95 > 300
            click.echo(
                f"| {name} | {found.requests} | {found.p50:.0f} | {found.p95:.0f} | {found.longest:.0f} | {found.errors} |",
            )
    return slow


def _once(address: str, session: str) -> None:
    """Ask once before measuring: what is made at the first time only is not what people wait for."""
    request = urllib.request.Request(address, headers={"Cookie": f"sessionid={session}"})  # noqa: S310 (our own address)
    with urllib.request.urlopen(request, timeout=120) as answer:  # noqa: S310
        answer.read()


@contextmanager
def _served(data: Path, processes: int | None) -> Iterator[str]:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    command = [sys.executable, "-m", "teardown", "serve", "--port", str(port), "--no-worker"]
    command += ["--processes", str(processes)] if processes else []
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
