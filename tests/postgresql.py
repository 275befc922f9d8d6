"""A PostgreSQL server for tests: Debian's program, in a folder of its own, reached by a socket in that folder alone."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from glob import glob
from pathlib import Path
from typing import Any

NOT_HERE = "PostgreSQL is not installed: apt-get install postgresql"


def programs() -> Path | None:
    """The folder of `initdb` and `pg_ctl`, the newest version there is; None where PostgreSQL is not installed."""
    found = sorted(glob("/usr/lib/postgresql/*/bin/pg_ctl"), key=lambda p: int(p.split("/")[4]))
    if found:
        return Path(found[-1]).parent
    other = shutil.which("pg_ctl")
    return Path(other).resolve().parent if other else None


@contextmanager
def server() -> Iterator[str]:
    """Start a server; yields the address of an empty database, with which Django can make others. Stops it at the end."""
    folder = programs()
    if folder is None:
        raise RuntimeError(NOT_HERE)
    place = Path(tempfile.mkdtemp(prefix="teardown-pg-"))
    as_whom: dict[str, Any] = {}
    if os.geteuid() == 0:
        # The server refuses to run as root.
        postgres = pwd.getpwnam("postgres")
        os.chown(place, postgres.pw_uid, postgres.pw_gid)
        as_whom = {"user": postgres.pw_uid, "group": postgres.pw_gid, "extra_groups": []}

    def call(*command: str) -> None:
        done = subprocess.run(command, cwd=place, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **as_whom)
        if done.returncode:
            raise RuntimeError(f"{command[0]}: {done.stdout}")

    data = str(place / "data")
    options = f"-c listen_addresses='' -c unix_socket_directories={place} -c fsync=off -c max_connections=60"
    try:
        call(
            str(folder / "initdb"),
            "-D",
            data,
            "-U",
            "teardown",
            "--auth=trust",
            "--encoding=UTF8",
            "--no-sync",
            "--locale=C.UTF-8",
        )
        call(str(folder / "pg_ctl"), "-D", data, "-o", options, "-w", "-l", str(place / "log"), "start")
        try:
            yield f"postgresql://teardown@{str(place).replace('/', '%2F')}/postgres"
        finally:
            call(str(folder / "pg_ctl"), "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(place, ignore_errors=True)


def new_database(url: str, name: str) -> str:
    """The address of a further, empty database on the same server."""
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return url.rpartition("/")[0] + f"/{name}"
