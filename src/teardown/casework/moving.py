"""All rows of an instance from one database into another, with the proof that nothing changed on the way."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import dj_database_url
from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import DatabaseError, connections, models, transaction

from teardown.errors import CustodyError, UsageError

_APPS = ("auth", "contenttypes", "casework", "otp_totp", "otp_static", "axes")
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Moved:
    """What was copied."""

    rows: int
    digest: str
    """SHA-256 over all rows of all tables, the same in both databases."""


def move(url: str) -> Moved:
    """Copy this instance's database into the empty one at `url`.

    Raises:
        UsageError: the other database cannot be used, or is not empty.
        CustodyError: the copy differs; it is taken back.
    """
    try:
        configured = dj_database_url.parse(url)
    except ValueError as error:
        raise UsageError(f"“{url}” is no address of a database: {error}") from error
    with another_database(dict(configured)) as target:
        try:
            return copy_rows("default", target)
        except DatabaseError as error:
            raise UsageError(f"The database {url.rsplit('@', 1)[-1]} cannot be used: {str(error).strip()}.") from error


@contextmanager
def another_database(configured: dict[str, Any]) -> Iterator[str]:
    """A database beside this instance's own, under the alias that is yielded."""
    alias = "another"
    connections.settings[alias] = connections.configure_settings({"default": configured})["default"]
    try:
        yield alias
    finally:
        connections[alias].close()
        del connections[alias]
        del connections.settings[alias]


def copy_rows(source: str, target: str) -> Moved:
    """Copy all rows from one database (an alias) into another, whose tables are brought up to date and which holds no instance.

    Raises:
        UsageError: the other database is not empty.
        CustodyError: the copy differs; it is taken back.
    """
    call_command("migrate", database=target, verbosity=0, interactive=False)
    with transaction.atomic(using=source), transaction.atomic(using=target):
        _at_one_moment(source)
        _empty_or_refuse(target)
        rows = sum(_copy(model, source, target) for model in tables())
        digest, copied = digest_of(source), digest_of(target)
        if digest != copied:
            raise CustodyError("The copy differs from the original, and was taken back. Nothing was changed. Please report it.")
    _count_on(target)
    return Moved(rows, digest)


def _at_one_moment(database: str) -> None:
    """Let a transaction see the database as it is now, whatever others write meanwhile."""
    # SQLite's transactions always do.
    if connections[database].vendor == "postgresql":
        with connections[database].cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")


def digest_of(database: str) -> str:
    """SHA-256 over all rows of all tables of a database, in the order of their keys, whichever database holds them."""
    digest = hashlib.sha256()
    for model in tables():
        digest.update(model._meta.label.encode() + b"\n")
        for row in _rows(model, database):
            digest.update(json.dumps(row, ensure_ascii=False, sort_keys=True, default=_plain).encode() + b"\n")
    return digest.hexdigest()


def tables() -> list[type[models.Model]]:
    """All tables that hold something of the instance, those that others point to first as far as that is possible."""
    found: list[type[models.Model]] = []
    for app in _APPS:
        config = apps.get_app_config(app)
        found += [m for m in config.get_models(include_auto_created=True) if m._meta.managed and not m._meta.proxy]
    return found


def _rows(model: type[models.Model], database: str) -> Iterator[dict[str, Any]]:
    names = [field.attname for field in model._meta.concrete_fields]
    yield from model._base_manager.using(database).order_by("pk").values(*names).iterator(chunk_size=_BATCH)


def _copy(model: type[models.Model], source: str, target: str) -> int:
    manager = model._base_manager.using(target)
    batch: list[models.Model] = []
    copied = 0
    for row in _rows(model, source):
        batch.append(model(**row))
        if len(batch) == _BATCH:
            copied += len(_insert(manager, batch))
            batch = []
    return copied + len(_insert(manager, batch))


def _insert(manager: Any, batch: list[models.Model]) -> list[models.Model]:
    # Times that a model sets by itself when a row is added must stay what they were.
    automatic = {f for m in batch[:1] for f in m._meta.concrete_fields if getattr(f, "auto_now_add", False)}
    for field in automatic:
        field.auto_now_add = False
    try:
        created: list[models.Model] = manager.bulk_create(batch)
        return created
    finally:
        for field in automatic:
            field.auto_now_add = True


def _empty_or_refuse(target: str) -> None:
    """Migrations make groups, permissions and content types by themselves; those are replaced by the instance's own."""
    from teardown.casework.models import Case, User

    if User.objects.using(target).exists() or Case.objects.using(target).exists():
        raise UsageError("The other database is not empty. Name an empty one, so that nothing is mixed or overwritten.")
    for model in reversed(tables()):
        model._base_manager.using(target).all()._raw_delete(target)


def _count_on(target: str) -> None:
    """Let the other database's counters of keys go on after the highest one."""
    connection = connections[target]
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), tables()):
            cursor.execute(sql)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return hashlib.sha256(bytes(value)).hexdigest()
    raise TypeError(f"{type(value).__name__} in a row")
