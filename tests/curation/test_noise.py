"""Text that names no maker: it is made up the same for the same seed, and a company named for it is told."""

import random
from pathlib import Path

import pytest

from teardown.cli.program import run
from teardown.curation.noise import NoiseText, make_up, noise_trial
from teardown.curation.noise_texts import KINDS
from teardown.parts import load_facts
from tests.small_db import write_small_db

SOME = 3_000


def test_the_same_seed_makes_up_the_same_of_each_kind() -> None:
    made = list(make_up(45, 1))
    assert made == list(make_up(45, 1)) != list(make_up(45, 2))
    assert {text.kind for text in made} == set(KINDS)
    assert all(1 <= len(text.lines) <= 3 and any(text.lines) for text in made)


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_makes_lines_that_differ(kind: str) -> None:
    source = random.Random(3)
    assert len({tuple(KINDS[kind](source)) for _ in range(100)}) > 40


def test_who_is_named_is_told_with_rule_and_share(tmp_path: Path) -> None:
    facts = load_facts(write_small_db(tmp_path))
    done = noise_trial([NoiseText("lots", ("AX1234",)), NoiseText("lots", ("QQ77", "1"))], facts)
    assert [item.line() for item in done.named] == ["lots: “AX1234” named alpha for AX1234 by family:alpha/ax"]
    assert done.lines()[-1] == "2 made-up texts of 3 lines: a company is named for 1 (33.333% of the lines)."
    assert noise_trial([], facts).lines() == ["0 made-up texts of 0 lines: a company is named for 0 (0.000% of the lines)."]


def test_the_shipped_facts_are_silent_at_noise() -> None:
    """Of 3,000 texts at most 3 name a company: by chance a few random letters are a maker's name."""
    done = noise_trial(make_up(SOME, 11), load_facts())
    assert len(done.named) <= SOME // 1000, [item.line() for item in done.named]


def test_the_verb_counts_and_lists(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_small_db(tmp_path)
    assert run(["parts", "noise", "--texts", "30", "--named", "--parts-db", str(folder)]) == 0
    told = capsys.readouterr().out
    assert "reference designators" in told
    assert "30 made-up texts of" in told
    assert run(["parts", "noise", "--texts", "0", "--parts-db", str(folder)]) == 2
