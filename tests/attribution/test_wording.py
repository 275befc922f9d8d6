import pytest

from teardown.attribution import wording
from teardown.model import ClaimLevel, Reason


def test_the_fixed_sentences() -> None:
    assert wording(ClaimLevel.UNIDENTIFIED, reason=Reason.NO_MARKING) == "not identified: no marking"
    assert wording(ClaimLevel.TRANSCRIBED, lines=("A", "B")) == "reads “A / B”"
    assert wording(ClaimLevel.BRAND, company="ROHM") == "bears the mark of ROHM"
    assert (
        wording(ClaimLevel.PART, company="ROHM", part_number="BR24G32")
        == "marking matches part BR24G32, documented for ROHM only"
    )


@pytest.mark.parametrize("level", [ClaimLevel.CONFIRMED, ClaimLevel.ACKNOWLEDGED])
def test_the_machine_never_speaks_for_people(level: ClaimLevel) -> None:
    with pytest.raises(ValueError, match="claims nothing at level"):
        wording(level, company="ROHM")
