"""Imported parts in one SQLite file: exact, prefix and fuzzy look-up, and imports that can be undone.

Numbers are indexed by their folded compact text (`teardown.parts.fold`), forwards and backwards. A text one edit away from
another shares its first or its last half with it, so a fuzzy look-up reads two index ranges and compares what it finds.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from teardown.catalogue.rows import ImportedPart, ImportReport, ImportSource, RefusedRow
from teardown.catalogue.validate import problem_with
from teardown.errors import PartsDatabaseError
from teardown.parts import compact, fold

SCHEMA_VERSION = 1
_REFUSED_KEPT = 1000
_BATCH = 20_000
# Candidates compared in one fuzzy look-up: half of a number can be shared by thousands (passives), and time is bounded.
_FUZZY_CANDIDATES = 2000
_TWO_EDITS_FROM = 12

_SCHEMA = """
CREATE TABLE imports (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, licence TEXT NOT NULL, file_name TEXT NOT NULL, sha256 TEXT NOT NULL UNIQUE,
    taken INTEGER NOT NULL, refused INTEGER NOT NULL
);
CREATE TABLE makers (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, manufacturer TEXT NOT NULL);
CREATE TABLE categories (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE packages (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE parts (
    id INTEGER PRIMARY KEY, import_id INTEGER NOT NULL REFERENCES imports, key TEXT NOT NULL, fold TEXT NOT NULL,
    backwards TEXT NOT NULL, part_number TEXT NOT NULL, maker INTEGER NOT NULL REFERENCES makers,
    category INTEGER NOT NULL REFERENCES categories, package INTEGER NOT NULL REFERENCES packages, mark_fold TEXT, top_mark TEXT,
    description TEXT NOT NULL, source TEXT NOT NULL
);
"""
_INDEXES = """
CREATE INDEX IF NOT EXISTS parts_fold ON parts (fold);
CREATE INDEX IF NOT EXISTS parts_backwards ON parts (backwards);
CREATE INDEX IF NOT EXISTS parts_mark ON parts (mark_fold) WHERE mark_fold IS NOT NULL;
CREATE INDEX IF NOT EXISTS parts_import ON parts (import_id);
"""
_SELECT = """
SELECT parts.key, parts.part_number, makers.name, makers.manufacturer, categories.name, packages.name, parts.top_mark,
       imports.name, imports.licence, parts.source
FROM parts JOIN makers ON makers.id = parts.maker JOIN categories ON categories.id = parts.category
JOIN packages ON packages.id = parts.package JOIN imports ON imports.id = parts.import_id
"""


@dataclass(frozen=True, slots=True)
class CatalogueHit:
    """An imported part that a look-up found."""

    part_number: str
    maker: str
    """As the table writes it."""
    manufacturer: str
    """Manufacturer id, empty when the parts database does not know the company."""
    category: str
    package: str
    top_mark: str
    source: str
    """Name of the import, and of the row where the table tells it."""
    licence: str
    distance: int
    """Edits between what was asked and what was found, after folding."""
    by_top_mark: bool = False


class Catalogue:
    """An open catalogue file. Use as a context manager, or call `close`."""

    def __init__(self, path: Path, *, create: bool = False) -> None:
        """Open a catalogue.

        Args:
            create: make the file when it does not exist.

        Raises:
            PartsDatabaseError: the file is missing, or is no catalogue of this version.
        """
        if not create and not path.is_file():
            raise PartsDatabaseError(f"There is no catalogue at {path}. Import a part table first: teardown parts import FILE.")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path)
            self._db.execute("PRAGMA foreign_keys = ON")
            version = self._db.execute("PRAGMA user_version").fetchone()[0]
            if version == 0 and not self._db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                self._db.executescript(_SCHEMA + _INDEXES + f"PRAGMA user_version = {SCHEMA_VERSION};")
            elif version != SCHEMA_VERSION:
                raise PartsDatabaseError(
                    f"{path} is not a catalogue that this version of Teardown can read. Import the tables anew."
                )
        except (sqlite3.DatabaseError, OSError) as error:
            raise PartsDatabaseError(f"The catalogue {path} cannot be opened: {error}.") from error

    def close(self) -> None:
        self._db.close()

    def __enter__(self) -> Catalogue:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    # ------------------------------------------------------------------------------------------- imports

    def add(
        self, source: ImportSource, rows: Iterable[ImportedPart | RefusedRow], resolve: Callable[[str], str | None]
    ) -> ImportReport:
        """Store an import, wholly or not at all.

        Args:
            rows: parts, and rows that the importer refused itself; each part is validated here.
            resolve: manufacturer id of a company name, or None.

        Raises:
            PartsDatabaseError: the same file was imported before, or the file cannot be written.
        """
        refused: list[RefusedRow] = []
        counts = {"taken": 0, "refused": 0}
        unresolved: Counter[str] = Counter()
        with self._transaction() as db:
            if db.execute("SELECT 1 FROM imports WHERE sha256 = ?", (source.sha256,)).fetchone():
                raise PartsDatabaseError(f"{source.file_name} was imported before. Undo that import first to import it anew.")
            import_id = db.execute(
                "INSERT INTO imports (name, licence, file_name, sha256, taken, refused) VALUES (?, ?, ?, ?, 0, 0)",
                (source.name, source.licence, source.file_name, source.sha256),
            ).lastrowid
            if import_id is None:
                raise PartsDatabaseError("The catalogue did not take the import.")
            if not db.execute("SELECT 1 FROM parts LIMIT 1").fetchone():
                # Building the indexes once at the end is faster than keeping them while an empty catalogue is filled.
                for index in ("parts_fold", "parts_backwards", "parts_mark", "parts_import"):
                    db.execute(f"DROP INDEX IF EXISTS {index}")
            ids = _Ids(db, resolve, unresolved)

            def values() -> Iterator[tuple[object, ...]]:
                seen: set[tuple[str, str, str]] = set()
                for row in rows:
                    bad = row if isinstance(row, RefusedRow) else problem_with(row, seen)
                    if bad is not None:
                        counts["refused"] += 1
                        if len(refused) < _REFUSED_KEPT:
                            refused.append(bad)
                    elif isinstance(row, ImportedPart):
                        counts["taken"] += 1
                        yield ids.values(import_id, row)

            iterator = values()
            while batch := list(islice(iterator, _BATCH)):
                db.executemany("INSERT INTO parts VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", batch)
            for statement in _INDEXES.split(";"):
                db.execute(statement)
            db.execute("UPDATE imports SET taken = ?, refused = ? WHERE id = ?", (counts["taken"], counts["refused"], import_id))
        return ImportReport(
            import_id, source, counts["taken"], tuple(refused), counts["refused"], tuple(unresolved.most_common())
        )

    def undo(self, import_id: int) -> int:
        """Remove an import with all its parts; returns how many.

        Raises:
            PartsDatabaseError: there is no such import.
        """
        with self._transaction() as db:
            if not db.execute("SELECT 1 FROM imports WHERE id = ?", (import_id,)).fetchone():
                known = ", ".join(str(row[0]) for row in db.execute("SELECT id FROM imports ORDER BY id")) or "none"
                raise PartsDatabaseError(f"There is no import {import_id}. Imports: {known}.")
            removed = db.execute("DELETE FROM parts WHERE import_id = ?", (import_id,)).rowcount
            db.execute("DELETE FROM imports WHERE id = ?", (import_id,))
        return removed

    def imports(self) -> tuple[tuple[int, str, str, int, int], ...]:
        """(id, name, licence, parts taken, rows refused) of every import."""
        return tuple(self._db.execute("SELECT id, name, licence, taken, refused FROM imports ORDER BY id"))

    # ------------------------------------------------------------------------------------------- look-up

    def exact(self, text: str) -> tuple[CatalogueHit, ...]:
        """Parts whose number is `text` up to punctuation and confusable characters, literally equal ones first."""
        key = compact(text)
        rows = self._db.execute(_SELECT + "WHERE parts.fold = ?", (fold(key),)).fetchall()
        return _hits(rows, key, by_top_mark=False)

    def by_top_mark(self, text: str) -> tuple[CatalogueHit, ...]:
        """Parts that carry `text` as their documented top mark."""
        key = compact(text)
        rows = self._db.execute(_SELECT + "WHERE parts.mark_fold = ?", (fold(key),)).fetchall()
        return _hits(rows, key, by_top_mark=True)

    def prefix(self, text: str, limit: int = 50) -> tuple[CatalogueHit, ...]:
        """Up to `limit` parts whose number begins with `text`, shortest first among those read."""
        key = fold(compact(text))
        if not key:
            return ()
        rows = self._db.execute(
            _SELECT + "WHERE parts.fold >= ? AND parts.fold < ? LIMIT ?", (key, _after(key), limit)
        ).fetchall()
        return _hits(rows, compact(text), by_top_mark=False)

    def fuzzy(self, text: str, limit: int = 10) -> tuple[CatalogueHit, ...]:
        """Up to `limit` parts at most one edit from `text` after folding (two from twelve characters on), nearest first."""
        key = compact(text)
        wanted = fold(key)
        if len(wanted) < 4:
            return ()
        most = 2 if len(wanted) >= _TWO_EDITS_FROM else 1
        half = len(wanted) // 2
        found: dict[int, int] = {}
        for column, start in (("fold", wanted[:half]), ("backwards", wanted[::-1][:half])):
            target = wanted if column == "fold" else wanted[::-1]
            query = f"SELECT id, {column} FROM parts WHERE {column} >= ? AND {column} < ? LIMIT ?"  # noqa: S608 (one of two names)
            for id_, other in self._db.execute(query, (start, _after(start), _FUZZY_CANDIDATES)):
                distance = Levenshtein.distance(target, other, score_cutoff=most)
                if distance <= most:
                    found[id_] = distance
        nearest = sorted(found, key=lambda id_: (found[id_], id_))[:limit]
        if not nearest:
            return ()
        marks = ",".join("?" * len(nearest))
        rows = self._db.execute(_SELECT + f"WHERE parts.id IN ({marks})", nearest).fetchall()
        return _hits(rows, key, by_top_mark=False)

    @property
    def version(self) -> str:
        """Twelve hex digits that change with every import and its undoing; empty when nothing is imported."""
        digests = [row[0] for row in self._db.execute("SELECT sha256 FROM imports ORDER BY sha256")]
        return hashlib.sha256("".join(digests).encode()).hexdigest()[:12] if digests else ""

    def count(self) -> int:
        """How many parts are stored."""
        return int(self._db.execute("SELECT coalesce(sum(taken), 0) FROM imports").fetchone()[0])

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(self._db.cursor()), self._db:
                self._db.execute("BEGIN")
                yield self._db
        except sqlite3.Error as error:
            raise PartsDatabaseError(f"The catalogue could not be changed, and is as it was: {error}.") from error


class _Ids:
    """Row ids of makers, categories and packages, made as they are met."""

    def __init__(self, db: sqlite3.Connection, resolve: Callable[[str], str | None], unresolved: Counter[str]) -> None:
        self._db = db
        self._resolve = resolve
        self._unresolved = unresolved
        self._makers: dict[str, tuple[int, bool]] = {}
        self._named: dict[tuple[str, str], int] = {}

    def values(self, import_id: int, part: ImportedPart) -> tuple[object, ...]:
        key = compact(part.part_number)
        folded = fold(key)
        mark = compact(part.top_mark)
        return (
            import_id,
            key,
            folded,
            folded[::-1],
            part.part_number,
            self._maker(part.maker),
            self._named_id("categories", part.category),
            self._named_id("packages", part.package),
            fold(mark) if mark else None,
            part.top_mark or None,
            part.description[:120],
            part.source,
        )

    def _maker(self, name: str) -> int:
        if name not in self._makers:
            manufacturer = self._resolve(name) or ""
            self._db.execute(
                "INSERT INTO makers (name, manufacturer) VALUES (?, ?)"
                " ON CONFLICT (name) DO UPDATE SET manufacturer = excluded.manufacturer",
                (name, manufacturer),
            )
            id_ = self._db.execute("SELECT id FROM makers WHERE name = ?", (name,)).fetchone()[0]
            self._makers[name] = (id_, bool(manufacturer))
        id_, known = self._makers[name]
        if not known:
            self._unresolved[name] += 1
        return id_

    def _named_id(self, table: str, name: str) -> int:
        if (table, name) not in self._named:
            self._db.execute(f"INSERT OR IGNORE INTO {table} (name) VALUES (?)", (name,))  # noqa: S608 (one of two names)
            row = self._db.execute(f"SELECT id FROM {table} WHERE name = ?", (name,)).fetchone()  # noqa: S608
            self._named[table, name] = row[0]
        return self._named[table, name]


def _after(prefix: str) -> str:
    """The least text that is greater than every text beginning with `prefix`."""
    return prefix[:-1] + chr(ord(prefix[-1]) + 1)


def _hits(rows: Iterable[tuple[str, ...]], asked: str, *, by_top_mark: bool) -> tuple[CatalogueHit, ...]:
    hits = []
    for key, part_number, maker, manufacturer, category, package, top_mark, name, licence, source in rows:
        distance = 0 if by_top_mark else Levenshtein.distance(asked, key)
        hits.append(
            CatalogueHit(
                part_number=part_number,
                maker=maker,
                manufacturer=manufacturer,
                category=category,
                package=package,
                top_mark=top_mark or "",
                source=f"{name}: {source}" if source else name,
                licence=licence,
                distance=distance,
                by_top_mark=by_top_mark,
            )
        )
    return tuple(sorted(hits, key=lambda h: (h.distance, len(h.part_number), h.part_number, h.maker)))
