"""`teardown serve`, `teardown worker`, `teardown migrate-instance`: the web application."""

from __future__ import annotations

import os

import click

from teardown.cli.options import json_option
from teardown.cli.output import print_json
from teardown.errors import UsageError
from teardown.settings import Settings, load_settings


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8765, help="Port that the browser is pointed to.")
@click.option("--host", default="", help="Address to listen on. Empty: this computer only, or all of its addresses where "
              "TEARDOWN_HOSTS names how others reach it.")  # fmt: skip
@click.option("--proxy", default="127.0.0.1", help="With TEARDOWN_HTTPS: address of the proxy whose word about the client is "
              "believed; * for any, where nobody but the proxy reaches this port.")  # fmt: skip
@click.option("--processes", type=click.IntRange(1, 64), default=None, help="Processes that make pages. Not given: as many as "
              "there are processor cores, four at most.")  # fmt: skip
@click.option("--no-worker", is_flag=True, help="Serve pages only; `teardown worker` runs elsewhere.")
def serve(port: int, host: str, proxy: str, processes: int | None, no_worker: bool) -> int:
    """Start the web application, with everything it needs, until Ctrl-C.

    Everything is kept in the folder that TEARDOWN_DATA names. On first start a link is printed with which the first
    administrator's account is made.
    """
    from teardown.web import prepare
    from teardown.web import serve as server
    from teardown.web.keeping import KeptProcess

    settings = load_settings()
    folder = prepare.set_up()
    prepare.make_ready()
    host = host or ("0.0.0.0" if settings.hosts else "127.0.0.1")  # noqa: S104 (only where names for others are set)
    address = _address(settings, port)
    worker = None if no_worker else KeptProcess(server.worker_command(), what="The worker")

    def ready() -> None:
        click.echo(f"Teardown is at {address}/ (Ctrl-C stops it). Everything is kept in {folder}")
        secret = prepare.first_administrator_secret()
        if secret:
            click.echo(
                "Make the first administrator's account here (works once, for seven days):\n\n"
                f"    {address}/invitation/{secret}/\n"
            )
        if worker:
            worker.start()

    try:
        server.serve(
            host,
            port,
            proxy=proxy if settings.https else "",
            processes=processes or server.processes_by_default(),
            on_ready=ready,
        )
    finally:
        if worker:
            worker.stop()
    click.echo("Stopped. Photos that were not finished wait for the next start.")
    return 0


def _address(settings: Settings, port: int) -> str:
    shown = settings.hosts[0] if settings.hosts else "localhost"
    return f"https://{shown}" if settings.https else f"http://{shown}:{port}"


@click.command("new-password")
@click.argument("name")
@click.option("--without-second-factor", is_flag=True, help="Remove their second factor too: phone and printed codes were lost.")
@click.option("--port", type=click.IntRange(1, 65535), default=8765, help="Port that `teardown serve` was started with.")
def new_password(name: str, without_second_factor: bool, port: int) -> int:
    """Make a link with which the person who signs in as NAME sets a new password.

    Administrators do this on the page People. The command is for the last administrator, who has nobody to ask: whoever may run
    it on this computer has all the data anyway. It works while Teardown is being served.
    """
    from teardown.web import prepare

    prepare.set_up()
    prepare.make_ready(static=False)
    from teardown.casework.models import User
    from teardown.casework.services.people import end_sessions, invite, remove_second_factor

    account = User.objects.filter(username=name).first()
    if account is None:
        raise UsageError(f"Nobody signs in as “{name}” here. TEARDOWN_DATA must name the folder that `teardown serve` uses.")
    if without_second_factor:
        remove_second_factor(account)
        end_sessions(account)
        click.echo(f"The second factor of {name} is removed; they are signed out everywhere.")
    click.echo(
        "The new password is set here (works once, for seven days):\n\n"
        f"    {_address(load_settings(), port)}/invitation/{invite(None, account=account)}/"
    )
    return 0


@click.command()
@click.option("--parent", type=int, default=None, hidden=True, help="Process id with which this worker ends.")
def worker(parent: int | None) -> int:
    """Analyse the photos that wait in the database, until Ctrl-C. `teardown serve` starts one by itself.

    On another computer it needs the same database (TEARDOWN_DATABASE_URL) and the same data folder (TEARDOWN_DATA), shared.
    Several workers may run; none does a photo that another has.
    """
    from teardown.web import prepare

    prepare.set_up()
    prepare.make_ready(static=False)
    from teardown.casework.worker import run_worker

    try:
        # A parent that was killed cannot say so; its children are then handed to another process.
        run_worker(lambda: parent is not None and os.getppid() != parent)
    except KeyboardInterrupt:
        click.echo("Stopped. Photos that were not finished wait for the next worker.", err=True)
    return 0


@click.command("migrate-instance")
@click.argument("database")
@json_option
def migrate_instance(database: str, as_json: bool) -> int:
    """Copy everything in this instance's database into an empty one.

    DATABASE is its address, for instance `postgresql://teardown@host/teardown`.

    Both are compared afterwards by a digest over all rows; a difference ends the command with an error and leaves this
    instance as it was. Stop `teardown serve` first, and start it with TEARDOWN_DATABASE_URL set to DATABASE afterwards. The data
    folder stays.
    """
    from teardown.web import prepare

    prepare.set_up()
    from teardown.casework.moving import move

    moved = move(database)
    if as_json:
        print_json({"rows": moved.rows, "digest": moved.digest})
        return 0
    click.echo(f"{moved.rows} rows were copied; both databases have the digest {moved.digest}.")
    click.echo("Now start Teardown with TEARDOWN_DATABASE_URL set to this database.")
    return 0
