"""What would have settled a chip that nobody was named for."""

from pathlib import Path

from teardown.bench.labels import LabelledChip, LabelledPhoto, LabelledSet
from teardown.bench.misses import misses_given_lines, summary
from teardown.parts import load_facts
from tests.small_db import write_small_db


def chip(lines: tuple[str, ...], printed: str, maker: str | None, evidence: str) -> LabelledChip:
    return LabelledChip((0, 0, 9, 9), lines, printed, printed, maker, evidence, True)


def test_each_miss_says_what_would_have_settled_it(tmp_path: Path) -> None:
    facts = load_facts(write_small_db(tmp_path))
    chips = (
        chip(("ALPHA", "AX1234"), "AX1234", "Alpha", "printed name"),
        chip(("1234",), "1234", "Alpha", "logo"),
        chip(("ZZ?99",), "ZZ?99", "Beta", "logo"),
        chip(("ZZ9999",), "ZZ9999", "Beta", "part number"),
        chip(("ZZ9999",), "ZZ9999", None, ""),
    )
    found = misses_given_lines(LabelledSet((LabelledPhoto("p.png", tmp_path, "g", chips, True),), {}), facts)
    assert [(miss.lines[-1], miss.settled_by.split()[0]) for miss in found] == [
        ("1234", "its"),
        ("ZZ?99", "characters"),
        ("ZZ9999", "a"),
    ]
    assert [line.split()[0] for line in summary(found)] == ["1", "1", "1"]
    assert "“1234” is Alpha (by logo)" in found[0].line()
