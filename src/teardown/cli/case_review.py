"""`teardown case show`, `decide`, `sign` and `note`: what people say about components, each step on record."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from teardown.bom import load_evidence
from teardown.case.agreement import agreement
from teardown.case.events import Decided, EvidenceNoted, Signed
from teardown.case.records import Anchor, CaseRecord, Decision, MachineProposal, Signature, Verdict
from teardown.case.standing import standings
from teardown.cli.options import by_option, folder_argument, json_option, settings_options
from teardown.cli.output import print_json, text_table
from teardown.companies import company_id
from teardown.custody.casefolder import open_case
from teardown.errors import UsageError
from teardown.model import Bom, Component, Reason
from teardown.pipeline import facts_of
from teardown.settings import Settings

_unit = click.option("--unit", default="", metavar="HANDLE", help="Which unit; may be left out when the case has one.")


@click.command()
@folder_argument
@_unit
@settings_options("parts_db", "catalogue")
@json_option
def show(folder: Path, unit: str, settings: Settings, as_json: bool) -> None:
    """Print the components of a case: what may be said about each now, who decided and who signed."""
    facts = facts_of(settings)
    record = open_case(folder).record(facts)
    if unit:
        _unit_of([u.id for u in record.units], unit)
    found = [s for s in standings(record, facts) if unit in ("", s.unit)]
    readers = agreement(record.decisions)
    if as_json:
        print_json({"components": found, "agreement": readers, "share": readers.share})
        return
    header = ("unit", "id", "level", "what may be said", "decided by", "confirmed by")
    rows = [
        (s.unit, s.component, str(int(s.said.level)), s.said.wording, s.in_force.by if s.in_force else "", s.second)
        for s in found
    ]
    click.echo(text_table(header, rows))
    confirmed = sum(bool(s.second) for s in found)
    click.echo(f"\n{len(found)} components, {sum(bool(s.decisions) for s in found)} decided, {confirmed} confirmed by two people")
    if readers.pairs:
        kappa = "not defined" if readers.kappa is None else f"{readers.kappa:.2f}"
        click.echo(f"blind second readings: {readers.pairs}, the same company in {readers.agreed} (Cohen's kappa {kappa})")


@click.command()
@folder_argument
@click.argument("component")
@click.option("--verdict", required=True, type=click.Choice([str(v) for v in Verdict]), help="What is decided.")
@click.option("--company", default="", help="Who makes it, by any of its names; for `correct`.")
@click.option("--part", default="", help="Part number; for `correct`.")
@click.option("--category", default="", metavar="ID", help="What the part does (parts_db/categories.csv); for `correct`.")
@click.option("--reason", type=click.Choice([str(r) for r in Reason]), default=None, help="For `unidentified`.")
@click.option(
    "--marking", default="", metavar="TEXT", help="The marking as you read it, lines parted by ` / `, `?` for a character."
)
@click.option("--why", default="", help="What the decision rests on; needed unless the proposal is accepted.")
@click.option("--blind", is_flag=True, help="Decided without having seen what the machine and others had said.")
@_unit
@by_option
@settings_options("parts_db", "catalogue")
@json_option
def decide(
    folder: Path,
    component: str,
    verdict: str,
    company: str,
    part: str,
    category: str,
    reason: str | None,
    marking: str,
    why: str,
    blind: bool,
    unit: str,
    by: str,
    settings: Settings,
    as_json: bool,
) -> None:
    """Decide about COMPONENT (its id, as `teardown case show` prints it). A later decision stands beside an earlier one."""
    facts = facts_of(settings)
    kept = open_case(folder)
    record = kept.record(facts)
    bom = _bom(record, unit)
    chosen = _component(bom, component)
    said, way = chosen.attribution, Verdict(verdict)
    accepted = way is Verdict.ACCEPT
    if accepted and not said.manufacturer:
        raise UsageError(
            f"The machine names nobody for {component}: there is nothing to accept. Decide `correct` or `unidentified`."
        )
    if accepted and (company or part):
        raise UsageError("To accept is to accept what is proposed. With --company or --part, decide `correct`.")
    if category and category not in facts.categories:
        raise UsageError(f"The parts database has no category “{category}”. parts_db/categories.csv lists them.")
    named = company_id(company, facts) if company else None
    decision = Decision(
        id=f"d{len(record.decisions) + 1}",
        unit=bom.unit,
        anchor=_anchor(chosen),
        verdict=way,
        by=by,
        at=datetime.now(UTC),
        why=why,
        manufacturer=said.manufacturer if accepted else named,
        part_number=said.part_number if accepted else part or None,
        category=said.category if accepted else category or _category(chosen, named, part),
        marking_as_read=tuple(line.strip() for line in marking.split(" / ") if line.strip()),
        blind=blind,
        machine=MachineProposal(
            said.level, said.manufacturer, said.part_number, said.probability, bom.method_version, bom.parts_db_version
        ),
        reason=Reason(reason) if reason else None,
    )
    kept.enter(Decided(decision), by=by)
    if as_json:
        print_json(decision)
    else:
        click.echo(
            f"Decision {decision.id} is on record. Another person signs it: teardown case sign {folder} {decision.id} --by NAME"
        )


@click.command()
@folder_argument
@click.argument("decision")
@by_option
@json_option
def sign(folder: Path, decision: str, by: str, as_json: bool) -> None:
    """Confirm DECISION (its id) of another person. Nobody signs their own decision, nor one that a later decision followed."""
    signature = Signature(decision, by, datetime.now(UTC))
    open_case(folder).enter(Signed(signature), by=by)
    if as_json:
        print_json(signature)
    else:
        click.echo(f"{by} has signed {decision}.")


@click.command()
@folder_argument
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@_unit
@by_option
@settings_options("parts_db", "catalogue")
@json_option
def note(folder: Path, file: Path, unit: str, by: str, settings: Settings, as_json: bool) -> None:
    """Put evidence that is not printed on a chip on record; FILE is the JSON list of docs/evidence.md."""
    kept = open_case(folder)
    state = kept.state()
    handle = _unit_of([u.id for u in state.record().units], unit)
    known = state.record().evidence
    new = [item for item in load_evidence(file, facts_of(settings)) if (handle, item) not in known]
    for item in new:
        kept.enter(EvidenceNoted(handle, item), by=by)
    if as_json:
        print_json({"unit": handle, "noted": new})
    else:
        click.echo(f"{len(new)} observations about {handle} are on record." if new else "Nothing is new.")


def _category(component: Component, manufacturer: str | None, part: str) -> str | None:
    """What the part does, where the machine had considered this very part."""
    considered = component.attribution.candidates
    found = (c.category for c in considered if c.category and (c.manufacturer, c.part_number) == (manufacturer, part))
    return next(found, None)


def _unit_of(known: list[str], wanted: str) -> str:
    if wanted in known:
        return wanted
    if not wanted and len(known) == 1:
        return known[0]
    raise UsageError(f"Say which unit with --unit. The case has: {', '.join(known) or 'none yet'}.")


def _bom(record: CaseRecord, unit: str) -> Bom:
    handle = _unit_of([u.id for u in record.units], unit)
    return next(bom for bom in record.boms if bom.unit == handle)


def _component(bom: Bom, wanted: str) -> Component:
    found = next((c for c in bom.components if c.id == wanted.upper()), None)
    if found is None:
        raise UsageError(f"{bom.unit} has no component {wanted}. `teardown case show` lists all.")
    return found


def _anchor(component: Component) -> Anchor:
    if component.sightings:
        best = component.sightings[0].sighting
        return Anchor(best.photo_sha256, best.quad)
    for item in component.evidence:
        if item.photo_sha256 and item.quad is not None:
            return Anchor(item.photo_sha256, item.quad)
    raise UsageError(
        f"No photo shows {component.id}, so that no decision can point to it. Note the evidence with `photo_sha256` and `quad`."
    )
