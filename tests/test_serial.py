"""Nouns survive JSON, and nothing else is taken for one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teardown.model import (
    AttributedSighting,
    Bom,
    ClaimLevel,
    Component,
    DateCode,
    Evidence,
    EvidenceKind,
    Photo,
    PhotoAnalysis,
    Reason,
    Surface,
    TokenKind,
)
from teardown.serial import SerialError, from_json, from_plain, to_json, to_plain


@settings(max_examples=40, deadline=None)
@given(st.from_type(Photo))
def test_photo_comes_back(photo: Photo) -> None:
    assert from_json(Photo, to_json(photo)) == photo


finite = st.floats(allow_nan=False, allow_infinity=False)


@settings(max_examples=40, deadline=None)
@given(
    st.builds(
        Evidence,
        kind=st.sampled_from(EvidenceKind),
        quad=st.none() | st.tuples(*[st.tuples(finite, finite)] * 4),
    )
)
def test_evidence_comes_back_with_its_quad(evidence: Evidence) -> None:
    assert from_json(Evidence, to_json(evidence)) == evidence


def test_whole_analysis_comes_back(analysis: PhotoAnalysis) -> None:
    text = to_json(analysis)
    back = from_json(PhotoAnalysis, text)
    assert back == analysis
    assert to_json(back) == text
    assert isinstance(back.sightings[0], AttributedSighting)
    assert back.sightings[0].sighting.surface is Surface.CHIP
    assert back.sightings[0].attribution.level is ClaimLevel.PART
    assert back.sightings[0].marking.tokens[0].kind is TokenKind.PART


def test_bom_comes_back(analysis: PhotoAnalysis) -> None:
    seen = analysis.sightings
    bom = Bom("camera", (Component("C001", seen, seen[0].attribution),), (analysis,), "m", "p")
    assert from_json(Bom, to_json(bom, indent=1)) == bom


def test_enumerations_are_their_values() -> None:
    assert to_plain((Reason.NO_MARKING, ClaimLevel.BRAND, TokenKind.LOT)) == ["no marking", 2, "lot"]


def test_text_stays_readable() -> None:
    assert "ローム" in to_json(DateCode("ローム", 2007, 23))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nonsense",
        "[]",
        "{}",
        '{"text":"0723","year":"2007","week":null,"month":null,"layout":"YYWW"}',
        '{"text":"0723","year":2007,"week":null,"month":null,"layout":"YYWW","more":1}',
        '{"text":"0723","year":true,"week":null,"month":null,"layout":"YYWW"}',
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(SerialError):
        from_json(DateCode, text)


def test_unknown_members_are_refused() -> None:
    with pytest.raises(SerialError, match="Photo"):
        from_plain(Photo, {"name": "a"})


def test_not_a_number_is_never_written(analysis: PhotoAnalysis) -> None:
    with pytest.raises(ValueError, match="JSON"):
        to_json({"x": float("nan")})
