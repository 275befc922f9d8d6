"""An instance as one file and back: its data folder and its database, whichever that is, with equal digests.

In the file the database is a SQLite one, so that an instance on PostgreSQL can be restored to either, and looked into with any
program for SQLite.
"""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection, connections

from teardown.casework.facts import data
from teardown.casework.moving import another_database, copy_rows, digest_of
from teardown.custody.archive import Archived, write_archive

DATABASE = "teardown.sqlite3"
"""Name of the database in the file, and in the data folder of an instance that uses SQLite."""


@dataclass(frozen=True, slots=True)
class BackedUp:
    """What a backup holds, or what was restored from one."""

    archived: Archived
    rows_digest: str
    """SHA-256 over all rows of all tables, the same on every database."""


def back_up(file: Path) -> BackedUp:
    """Write this instance into one file, while it may go on working: the database as it is at one moment, and all files it names.

    Raises:
        UsageError, OutputError, CustodyError: as for `teardown.custody.archive.write_archive`.
    """
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / DATABASE
        if connection.vendor == "sqlite":
            connection.ensure_connection()
            with closing(sqlite3.connect(copy)) as target:
                connection.connection.backup(target)
            with another_database(_sqlite(copy)) as alias:
                digest = digest_of(alias)
        else:
            with another_database(_sqlite(copy)) as alias:
                digest = copy_rows("default", alias).digest
                connections[alias].close()
        # Files are sealed before a row names them: what the copy of the database names is there.
        return BackedUp(write_archive(data(), file, instead={DATABASE: copy}), digest)


def rows_from(copy: Path) -> str:
    """Bring the rows of a backup's database into this instance's own, which is empty; the digest of all of them.

    Where this instance's database is that very file, its tables are brought up to date, and nothing is copied.

    Raises:
        UsageError: this instance's database holds something.
        CustodyError: what was copied differs; it is taken back.
    """
    own = connection.settings_dict
    if connection.vendor == "sqlite" and Path(own["NAME"]).resolve() == copy.resolve():
        call_command("migrate", verbosity=0, interactive=False)
        return digest_of("default")
    with another_database(_sqlite(copy)) as alias:
        call_command("migrate", database=alias, verbosity=0, interactive=False)
        return copy_rows(alias, "default").digest


def _sqlite(path: Path) -> dict[str, Any]:
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(path)}
